using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A hub that nobody has set up: from the console's link to a teller at a window, and what happens when the teller is
/// dismissed.</summary>
public sealed class FirstStartTests
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("HALL_SHOTS_PEOPLE");

    [Fact]
    public async Task FirstStart_FromTheLinkToADismissedTeller_GoesThroughInTheBrowser()
    {
        await using var hub = await HubProcess.StartAsync("");
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;
        var admin = await PageAsync(browser);
        await Administrator.SetUpAsync(admin, hub, name => ShootAsync(admin, name));
        var first = await HireTellerAsync(admin, hub);
        var kiosk = await EnrolKioskAsync(browser, admin, hub);
        await CopiedCookieIsRefusedAsync(browser, kiosk, hub);

        var teller = await PageAsync(browser);
        await FirstSignInAsync(teller, hub, first);
        await Kiosk.TakeTicketAsync(kiosk, hub, "demo-small");
        await Touch.UntilVisibleAsync(() => teller.Locator(".acts .primary").ClickAsync(), teller.Locator(".state-idle"));
        await Teller.PressSpaceAsync(teller, "calling");
        await Teller.PressSpaceAsync(teller, "serving");
        await ShootAsync(teller, "teller-serving");

        await DismissAsync(admin, hub);
        await Assertions.Expect(teller.Locator("#secret")).ToBeVisibleAsync();
        await admin.GotoAsync(hub.At("/demo-small/manager"));
        await Assertions.Expect(admin.Locator(".counter-tile.closed")).ToHaveCountAsync(2);
        await ShootAsync(admin, "manager-live");
    }

    private static async Task<string> HireTellerAsync(IPage admin, HubProcess hub)
    {
        await admin.GotoAsync(hub.At("/demo-small/manager/people"));
        await Touch.UntilVisibleAsync(() => admin.Locator(".find button").ClickAsync(), admin.Locator("#person-staff"));
        await admin.FillAsync("#person-staff", "2001");
        await admin.FillAsync("#person-name", "张三");
        await admin.Locator(".side footer button").First.ClickAsync();
        await Assertions.Expect(admin.Locator(".secret")).ToBeVisibleAsync();
        await ShootAsync(admin, "people");
        return await admin.Locator(".secret").InnerTextAsync();
    }

    private static async Task<IPage> EnrolKioskAsync(IBrowser browser, IPage admin, HubProcess hub)
    {
        var kiosk = await PageAsync(browser);
        await kiosk.GotoAsync(hub.At("/demo-small/kiosk/1?lang=en"));
        var code = (await kiosk.Locator(".code").InnerTextAsync()).Replace("\u2009", "", StringComparison.Ordinal);
        await ShootAsync(kiosk, "screen-code");
        await admin.GotoAsync(hub.At("/demo-small/manager/screens"));
        await Touch.UntilVisibleAsync(() => admin.Locator(".enrol .mud-select").Last.ClickAsync(), admin.Locator(".mud-list-item").First);
        await admin.Locator(".mud-list-item").First.ClickAsync();
        await admin.FillAsync("#screen-code", "ABCDEF");
        await admin.Locator(".enrol .confirm").ClickAsync();
        await Assertions.Expect(admin.Locator(".enrol .refused")).ToBeVisibleAsync();
        await admin.FillAsync("#screen-code", code);
        await ShootAsync(admin, "screens-waiting");
        await admin.Locator(".enrol .confirm").ClickAsync();
        await Assertions.Expect(admin.Locator(".mud-snackbar")).ToBeVisibleAsync();
        await Assertions.Expect(kiosk.Locator(".kiosk-title")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Locator(".screen.alive pre")).Not.ToHaveTextAsync("—");
        await ShootAsync(admin, "screens");
        return kiosk;
    }

    private static async Task CopiedCookieIsRefusedAsync(IBrowser browser, IPage kiosk, HubProcess hub)
    {
        var thief = await BrowserFixture.PageAsync(browser);
        await thief.Context.AddCookiesAsync((await kiosk.Context.CookiesAsync()).Where(cookie => cookie.Name == "hall-screen")
            .Select(cookie =>
            new Cookie { Name = cookie.Name, Value = cookie.Value, Domain = cookie.Domain, Path = cookie.Path }));
        await thief.GotoAsync(hub.At("/demo-small/kiosk/1?lang=en"));
        await Assertions.Expect(thief.GetByText("This screen is in use elsewhere")).ToBeVisibleAsync();
        await Assertions.Expect(kiosk.Locator(".kiosk-title")).ToBeVisibleAsync();
    }

    private static async Task FirstSignInAsync(IPage teller, HubProcess hub, string first)
    {
        await teller.GotoAsync(hub.At("/demo-small/counter/1"));
        await teller.FillAsync("#who", "2001");
        await teller.FillAsync("#secret", first);
        await teller.Locator("form button").ClickAsync();
        await ShootAsync(teller, "password");
        await teller.FillAsync("#old", first);
        await teller.FillAsync("#fresh", "a word of my own");
        await teller.FillAsync("#again", "a word of my own");
        await teller.Locator("form button").ClickAsync();
        await Assertions.Expect(teller.Locator(".acts .primary")).ToBeVisibleAsync();
        await ShootAsync(teller, "teller-welcome");
    }

    private static async Task DismissAsync(IPage admin, HubProcess hub)
    {
        await admin.GotoAsync(hub.At("/demo-small/manager/people"));
        await Touch.UntilVisibleAsync(() => admin.GetByText("张三").First.ClickAsync(), admin.Locator("#person-staff"));
        await admin.Locator(".side footer .mud-button-text").ClickAsync();
        await Fields.AgreeAsync(admin);
        await Assertions.Expect(admin.Locator(".mud-snackbar")).ToBeVisibleAsync();
    }

    private static async Task<IPage> PageAsync(IBrowser browser)
    {
        return await BrowserFixture.PageAsync(browser, new() { ViewportSize = new() { Width = 1440, Height = 900 } });
    }

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots is not null)
        {
            await Touch.StillAsync(page);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.png") });
        }
    }
}
