using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>What a person types is never taken back, however slow the hub is and whatever it paints meanwhile.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class TypedTextTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData("/tongling/manager/people", "#find-person")]
    [InlineData("/tongling/manager/tickets", "#number")]
    [InlineData("/tongling/manager/audit", "#audit-search")]
    [InlineData("/tongling/manager/configuration?section=hall", "#f-names-en")]
    [InlineData("/tongling/manager/configuration?section=services", "#find-service")]
    [InlineData("/tongling/manager/screens", "#screen-code")]
    [InlineData("/tongling/issue", "#issue-search")]
    [InlineData("/tongling/issue", "#issue-find")]
    public async Task Field_TypedIntoBeforeThePageIsAwake_KeepsTextCaretAndFocus(string path, string selector)
    {
        await using var line = new SlowLine(fixture.Hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        line.Hold();
        await page.GotoAsync(line.At(path));
        var field = page.Locator(selector);
        await field.FillAsync("");
        await field.PressSequentiallyAsync("ac");
        await page.Keyboard.PressAsync("ArrowLeft");
        line.Release();
        await Touch.AwakeAsync(page);

        await Assertions.Expect(field).ToHaveValueAsync("ac");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("b");
        await Assertions.Expect(field).ToHaveValueAsync("abc");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Search_TypedBeforeThePageIsAwake_IsKnownToTheHub()
    {
        await using var line = new SlowLine(fixture.Hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        line.Hold();
        await page.GotoAsync(line.At("/tongling/manager/people"));
        await page.Locator("#find-person").PressSequentiallyAsync(Office.Duty);
        await page.Locator("h2").First.ClickAsync();
        line.Release();

        await Assertions.Expect(page.Locator(".people tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#find-person")).ToHaveValueAsync(Office.Duty);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Form_SentBeforeThePageIsAwake_StaysAndPutsNothingIntoTheAddress()
    {
        await using var line = new SlowLine(fixture.Hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        line.Hold();
        await page.GotoAsync(line.At("/tongling/manager/tickets"));
        await page.Locator("#number").PressSequentiallyAsync("A999");
        await page.Keyboard.PressAsync("Enter");
        line.Release();
        await Touch.AwakeAsync(page);

        await Assertions.Expect(page.Locator("#number")).ToHaveValueAsync("A999");
        Assert.EndsWith("/tongling/manager/tickets", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("没有");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Field_TheHubsAnswerToAnEarlierTextComesWhileItIsTypedIntoAgain_KeepsWhatIsTyped()
    {
        await using var line = new SlowLine(fixture.Hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(line.At("/tongling/manager/configuration?section=hall"));
        await Touch.AwakeAsync(page);
        var field = page.Locator("#f-names-en");

        // The hub trims what it is sent, and so writes into the field.
        line.Hold();
        await field.FillAsync("  Service hall ");
        await page.Keyboard.PressAsync("Tab");
        await field.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync(" of the city");
        line.Release();
        await Assertions.Expect(page.Locator("#publish .configuration-changes")).ToContainTextAsync("Service hall");
        await Assertions.Expect(field).ToBeFocusedAsync();
        await Assertions.Expect(field).ToHaveValueAsync("  Service hall  of the city");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("#publish .configuration-changes")).ToContainTextAsync("of the city");
        await Assertions.Expect(field).ToHaveValueAsync("Service hall  of the city");
        await page.Locator(".configuration-files button").ClickAsync();
        await Assertions.Expect(page.Locator("#publish")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    // The hub hears late of a field that was only passed by: nothing it does there may call the person back.
    [Fact]
    public async Task Field_EnteredAndLeftWhileTheHubIsSlow_DoesNotTakeTheFocusBack()
    {
        await using var line = new SlowLine(fixture.Hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(line.At("/tongling/manager/configuration?section=hall"));
        await Touch.AwakeAsync(page);
        var name = page.Locator("#f-names-en");
        await page.EvaluateAsync("""
            () => { window.entered = 0; document.getElementById('f-timeZone').addEventListener('focus', () => { window.entered++; }); }
            """);

        line.Hold();
        await page.Locator("#f-timeZone").FocusAsync();
        await name.FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.TypeAsync("!");
        line.Release();
        await page.Locator("h1, h2").First.ClickAsync();

        // In order: what the hub sent before has arrived when this has.
        await Assertions.Expect(page.Locator("#publish .configuration-changes")).ToContainTextAsync("!");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.entered"));
        await page.Locator(".configuration-files button").ClickAsync();
        await Assertions.Expect(page.Locator("#publish")).ToHaveCountAsync(0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Field_TypedIntoWhileTheCircuitIsCut_IsKnownToTheHubAfterwards()
    {
        await using var line = new SlowLine(fixture.Hub);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(line.At("/tongling/manager/people"));
        await Touch.AwakeAsync(page);
        await page.Locator("#find-person").FocusAsync();
        line.Hold();
        line.Cut();
        await Assertions.Expect(page.Locator("#hall-stale")).ToBeVisibleAsync();
        await page.Keyboard.TypeAsync(Office.Duty);
        line.Release();

        await Assertions.Expect(page.Locator(".people tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#find-person")).ToHaveValueAsync(Office.Duty);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Field_TheHubIsRestarted_ThePageComesBackWithWhatWasTyped()
    {
        var first = await HubProcess.StartAsync("--demo --speed 0", Directory.CreateTempSubdirectory("hall-typed-").FullName);
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(first.At("/tongling/manager/people"));
        await Touch.AwakeAsync(page);
        await page.EvaluateAsync("() => { window.before = true; }");
        await page.Locator("#find-person").PressSequentiallyAsync(Office.Duty);
        await Assertions.Expect(page.Locator(".people tbody tr")).ToHaveCountAsync(1);
        await first.KillAsync();
        await Assertions.Expect(page.Locator("#hall-stale")).ToBeVisibleAsync();

        await using var second = await HubProcess.StartAsync("--demo --speed 0", first.DataFolder, first.Address.Port);
        await page.WaitForFunctionAsync("() => !window.before && document.getElementById('hall-awake') !== null");
        await Assertions.Expect(page.Locator("#find-person")).ToHaveValueAsync(Office.Duty);
        await Assertions.Expect(page.Locator(".people tbody tr")).ToHaveCountAsync(1);
        Assert.Null(await page.EvaluateAsync<string?>("() => sessionStorage.getItem('hall-typed')"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Field_OfAPageThatIsPaintedTenTimesASecond_TakesEveryCharacter()
    {
        const string Typed = "The quick brown fox jumps over the lazy dog 0123456789";
        await using var hub = await HubProcess.StartAsync("--demo --speed 100");
        var page = await BrowserFixture.PageAsync(fixture.Browser);
        await page.GotoAsync(hub.At("/tongling/issue"));
        await Touch.AwakeAsync(page);
        foreach (var selector in (string[])["#issue-find", "#issue-search", "#issue-identity"])
        {
            await page.Locator(selector).PressSequentiallyAsync(Typed[..24], new() { Delay = 30 });
            await Assertions.Expect(page.Locator(selector)).ToHaveValueAsync(Typed[..24]);
        }

        foreach (var selector in (string[])["#issue-find", "#issue-search", "#issue-identity"])
        {
            await Assertions.Expect(page.Locator(selector)).ToHaveValueAsync(Typed[..24]);
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Complaint_IsBeingTypedOnThePhoneWhenTheNumberIsCalled_StandsThereStill()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var teller = await BrowserFixture.PageAsync(fixture.Browser);
        await Teller.SignInAsync(teller, hub, "tongling", "1");
        var number = await Kiosk.TakeTicketAsync(await BrowserFixture.PageAsync(fixture.Browser), hub, "tongling");
        var phone = await BrowserFixture.PageAsync(fixture.Browser);
        await phone.GotoAsync(hub.At(TicketLinks.PathOf(hub, "tongling", number)));
        await phone.Locator("details.complain summary").ClickAsync();
        await phone.Locator(".complain [name=title]").PressSequentiallyAsync("等了太久");
        await phone.Locator(".complain [name=content]").PressSequentiallyAsync("还没有叫到");

        await Teller.PressSpaceAsync(teller, "calling");
        await phone.Locator(".called .window").WaitForAsync();

        await Assertions.Expect(phone.Locator(".complain [name=title]")).ToHaveValueAsync("等了太久");
        await Assertions.Expect(phone.Locator(".complain [name=content]")).ToHaveValueAsync("还没有叫到");
        await Assertions.Expect(phone.Locator(".complain [name=content]")).ToBeFocusedAsync();
        await phone.Keyboard.TypeAsync("！");
        await Assertions.Expect(phone.Locator(".complain [name=content]")).ToHaveValueAsync("还没有叫到！");
    }
}
