using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>Pictures of what a page looks like in the middle of a visit: every step at the kiosk, the console's dialogs, the
/// phone.</summary>
public sealed class Scenes
{
    private const string Hall = "tongling";
    private readonly string _folder = Environment.GetEnvironmentVariable("HALL_SHOTS") ?? "";
    private HubProcess _hub = null!;
    private IBrowser _browser = null!;
    private string _counter = "";
    private string _language = "";
    private ColorScheme _scheme;

    [Fact(Explicit = true)]
    public async Task AVisit_InBothLanguagesAndThemes_IsRenderedStepByStep()
    {
        Assert.NotEqual("", _folder);
        await using var hub = await HubProcess.StartAsync("--demo --speed 0");
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;
        (_hub, _browser) = (hub, browser);
        var counter = 0;
        foreach (var language in new[] { "zh-CN", "en" })
        {
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                (_counter, _language, _scheme) = ($"{++counter}", language, scheme);
                await VisitAsync();
            }
        }
    }

    private async Task VisitAsync()
    {
        var kiosk = await PageAsync(1080, 1920, $"/{Hall}/kiosk/1");
        await KioskAsync(kiosk);
        var number = (await kiosk.Locator(".kiosk-number").InnerTextAsync()).Trim();
        await Kiosk.TakeTicketAsync(kiosk, _hub, Hall);
        var phone = await PageAsync(390, 844, TicketLinks.PathOf(_hub, Hall, number));
        var window = await PageAsync(1920, 1080, $"/{Hall}/window/{_counter}");
        var pad = await PageAsync(1280, 800, $"/{Hall}/pad/{_counter}");
        var desk = await PageAsync(1440, 900, $"/{Hall}/counter/{_counter}");
        await ShootAsync(phone, "phone-1-waiting");
        await ShootAsync(window, "window-1-open");
        await ShootAsync(desk, "counter-1-signin");
        await Touch.UntilVisibleAsync(() => desk.Locator(".acts .primary").First.ClickAsync(), desk.Locator(".state-idle"));
        await ShootAsync(desk, "counter-2-idle");
        await Teller.PressSpaceAsync(desk, "calling");
        await ShootAsync(desk, "counter-3-calling");
        await ShootAsync(phone, "phone-2-called");
        await ShootAsync(window, "window-2-called");
        await Teller.PressSpaceAsync(desk, "serving");
        await ShootAsync(desk, "counter-4-serving");
        await DialogAsync(desk, "t", "counter-5-transfer");
        await DialogAsync(desk, "?", "counter-6-help");
        await ShootAsync(phone, "phone-3-serving");
        await Teller.PressSpaceAsync(desk, "idle");
        await ShootAsync(pad, "pad-1-asked");
        await phone.ReloadAsync();
        await ShootAsync(phone, "phone-4-rating");
        await PadAsync(pad);
        await phone.ReloadAsync();
        await ShootAsync(phone, "phone-5-rated");
        foreach (var state in new[] { "calling", "serving", "idle" })
        {
            await Teller.PressSpaceAsync(desk, state);
        }

        await DialogAsync(desk, "/", "counter-7-number");
        await DialogAsync(desk, "p", "counter-8-pause");
        var tickets = await PageAsync(1440, 900, $"/{Hall}/manager/tickets");
        await ShootAsync(tickets, "tickets-quiet");
        foreach (var page in new[] { kiosk, phone, window, pad, desk, tickets })
        {
            await page.Context.CloseAsync();
        }
    }

    private async Task KioskAsync(IPage kiosk)
    {
        await ShootAsync(kiosk, "kiosk-1-start");
        var service = kiosk.Locator("body:not(:has(.kiosk-zone)) .kiosk-service").First;
        await Touch.UntilVisibleAsync(() => ClickAsync(kiosk.Locator(".kiosk-zone").First), service);
        await ShootAsync(kiosk, "kiosk-2-services");
        await Touch.UntilVisibleAsync(() => ClickAsync(service), kiosk.Locator(".kiosk-confirm"));
        await ShootAsync(kiosk, "kiosk-3-details");
        await Touch.UntilVisibleAsync(() => ClickAsync(kiosk.Locator(".kiosk-confirm")), kiosk.Locator(".kiosk-number"));
        await ShootAsync(kiosk, "kiosk-4-ticket");
    }

    private async Task PadAsync(IPage pad)
    {
        await pad.Locator(".pad-faces button").Last.ClickAsync();
        await ShootAsync(pad, "pad-2-reasons");
        await pad.Locator(".pad-send").ClickAsync();
        await ShootAsync(pad, "pad-3-thanks");
    }

    private async Task DialogAsync(IPage desk, string key, string name)
    {
        await Touch.UntilVisibleAsync(() => Teller.PressAsync(desk, key), desk.Locator("[role=dialog]"));
        await ShootAsync(desk, name);
        await desk.Keyboard.PressAsync("Escape");
        await Assertions.Expect(desk.Locator("[role=dialog]")).ToHaveCountAsync(0);
    }

    private static async Task ClickAsync(ILocator button)
    {
        if (await button.CountAsync() > 0)
        {
            await button.ClickAsync();
        }
    }

    private async Task<IPage> PageAsync(int width, int height, string path)
    {
        var page =
            await BrowserFixture.PageAsync(_browser,
                new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = _scheme });
        await page.GotoAsync(_hub.At($"{path}?lang={_language}"));
        return page;
    }

    private async Task ShootAsync(IPage page, string name)
    {
        await Touch.StillAsync(page);
        await page.ScreenshotAsync(
            new() { Path = Path.Combine(_folder, $"{name}-{_language[..2]}-{_scheme.ToString().ToLowerInvariant()}.png") });
    }
}
