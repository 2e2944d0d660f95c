using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>Signing out ends every tab, and a page that nobody touches asks for the password where it stands.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class SessionTests(BrowserFixture fixture)
{
    private const string Password = "hall-demonstration";

    [Fact]
    public async Task SignOut_InAnotherTab_EndsThisOneByItself()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var first = await Office.SignInAsync(fixture.Browser, hub, "9001", "/tongling/manager/people");
        await Touch.AwakeAsync(first);
        var second = await first.Context.NewPageAsync();
        await second.GotoAsync(hub.At("/tongling/manager"));
        await Touch.AwakeAsync(second);

        await second.Locator(".signed-in button").ClickAsync();

        // The demonstration takes whoever is nobody for its visitor.
        await Assertions.Expect(first.Locator(".signed-in a[href='/sign-in']")).ToBeVisibleAsync(new() { Timeout = Wait.LongestMs });
        await first.Context.CloseAsync();
    }

    [Fact]
    public async Task Page_NobodyTouchesIt_IsCoveredAndGoesOnWithThePasswordAndWhatWasTyped()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0 --idle-minutes 0.1");
        var page = await Office.SignInAsync(fixture.Browser, hub, "9001", "/tongling/manager/people");
        await Touch.AwakeAsync(page);
        await page.Locator("#find-person").FillAsync("9002");
        await Assertions.Expect(page.Locator(".people tbody tr")).ToHaveCountAsync(1);

        await Assertions.Expect(page.Locator("#hall-locked")).ToBeVisibleAsync(new() { Timeout = Wait.LongestMs });
        await page.Locator("#hall-locked input").FillAsync("not the password");
        await page.Locator("#hall-locked button").ClickAsync();
        await Assertions.Expect(page.Locator("#hall-locked [role=alert]")).Not.ToBeEmptyAsync();
        await page.Locator("#hall-locked input").FillAsync(Password);
        await page.Locator("#hall-locked button").ClickAsync();

        await Assertions.Expect(page.Locator("#hall-locked")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#find-person")).ToHaveValueAsync("9002");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Overview_NobodyTouchesIt_GoesOnShowingAndAsksAtTheFirstTouch()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0 --idle-minutes 0.1");
        var page = await Office.SignInAsync(fixture.Browser, hub, "9002", "/tongling/manager");
        await Touch.AwakeAsync(page);
        await page.WaitForFunctionAsync(
            "() => { window.rests = window.rests || performance.now(); return performance.now() - window.rests > 8000; }", null,
            new() { Timeout = Wait.LongestMs });
        await Assertions.Expect(page.Locator("#hall-locked")).ToHaveCountAsync(0);

        await page.Locator("main").First.ClickAsync(new() { Position = new() { X = 5, Y = 5 } });

        await Assertions.Expect(page.Locator("#hall-locked")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
