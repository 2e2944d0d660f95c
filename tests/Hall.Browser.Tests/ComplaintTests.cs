using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A complaint from the phone page to its answer, followed by its number and its secret.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class ComplaintTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";

    [Fact]
    public async Task Complaint_FromThePhoneToItsAnswer_IsFollowedAndSettledByTheCitizen()
    {
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var kiosk = await PageAsync();
        var ticket = await Kiosk.TakeTicketAsync(kiosk, hub, Hall);
        var phone = await PageAsync();
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GotoAsync(hub.At(TicketLinks.PathOf(hub, Hall, ticket)));
        await phone.Locator(".complain summary").ClickAsync();
        await Axe.ScanAsync(phone, "the citizen's page with the complaint");
        await phone.FillAsync(".complain [name=title]", "等候时间太长");
        await phone.FillAsync(".complain [name=content]", "等了两个小时 <script>document.title='x'</script>");
        await phone.FillAsync(".complain [name=telephone]", "13800001111");
        await phone.Locator(".complain button").ClickAsync();
        await Assertions.Expect(phone.Locator(".state")).ToHaveTextAsync("已登记");
        var number = (await phone.Locator("h1").InnerTextAsync()).Trim();
        Assert.Matches(@"^TS\d{4}-00001$", number);
        var address = phone.Url;
        await Axe.ScanAsync(phone, "where a complaint is followed");

        var duty = await Office.SignInAsync(fixture.Browser, hub, Office.Duty, $"/{Hall}/manager/cases");
        await Touch.FollowAsync(duty.Locator($"a[href$='{number}']"), duty.Locator(".story .quote"));
        await Assertions.Expect(duty.Locator(".story .quote").First).ToContainTextAsync("<script>");
        await Axe.ScanAsync(duty, "the complaint's file");
        await Office.AssignAsync(duty, Office.Reviewer);
        var reviewer = await Office.SignInAsync(fixture.Browser, hub, Office.Reviewer, $"/{Hall}/manager/complaints/{number}");
        await Office.TakeAsync(reviewer, "investigate", "当日上午取号 312 个，窗口全开", "investigated");
        await Office.TakeAsync(reviewer, "answer", "已增开两个窗口，并提示高峰时段", "answered");

        // Whoever knows the number but not the secret learns nothing.
        var other = await PageAsync();
        var answer = await other.GotoAsync(address[..address.LastIndexOf('/')] + "/AAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(404, answer!.Status);

        await phone.GotoAsync(address);
        await Assertions.Expect(phone.Locator(".answer")).ToContainTextAsync("已增开两个窗口");
        await phone.FillAsync("textarea", "谢谢");
        await phone.Locator("button[value=true]").ClickAsync();
        await Assertions.Expect(phone.Locator(".state")).ToHaveTextAsync("已办结");
        await reviewer.ReloadAsync();
        await Assertions.Expect(reviewer.Locator(".steps li[data-kind=confirmed]")).ToContainTextAsync("谢谢");
    }

    private Task<IPage> PageAsync() => BrowserFixture.PageAsync(fixture.Browser, new() { Locale = "zh-CN" });
}
