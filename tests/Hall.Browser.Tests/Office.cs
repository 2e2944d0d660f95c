using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>People of a demonstration's office at their desks: the duty manager and the reviewer.</summary>
internal static class Office
{
    /// <summary>Staff number of the duty manager.</summary>
    public const string Duty = "9002";

    /// <summary>Staff number of the reviewer.</summary>
    public const string Reviewer = "9005";

    private const string Password = "hall-demonstration";

    /// <summary>Signs in, in a window of its own, and opens a page.</summary>
    public static async Task<IPage> SignInAsync(IBrowser browser, HubProcess hub, string staff, string path)
    {
        var page = await BrowserFixture.PageAsync(browser, new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "zh-CN" });
        await page.GotoAsync(hub.At($"/sign-in?returnUrl={Uri.EscapeDataString(path)}"));
        await page.FillAsync("#who", staff);
        await page.FillAsync("#secret", Password);
        await page.Locator("form[action='/sign-in'] button").ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal), new() { Timeout = Wait.LongestMs });
        return page;
    }

    /// <summary>Asks how the citizen can be reached; again when the page was still waking up.</summary>
    public static Task LookAsync(IPage page, string telephone) =>
        Touch.UntilVisibleAsync(
            async () =>
            {
                if (await page.Locator(".story .look").CountAsync() > 0)
                {
                    await page.Locator(".story .look").ClickAsync();
                }
            },
            page.Locator(".story .contact", new() { HasText = telephone }));

    /// <summary>Names a person for the case or complaint that is open.</summary>
    public static Task AssignAsync(IPage page, string staff) =>
        Touch.UntilVisibleAsync(
            async () =>
            {
                await Fields.LookUpAsync(page, "care-handler", staff);
                await page.Locator(".next .assign").ClickAsync();
            },
            page.Locator(".steps li[data-kind=assigned]"));

    /// <summary>Opens the page anew, as it stands now, and takes a step with a text; again when the page was still waking up.</summary>
    public static async Task TakeAsync(IPage page, string verb, string text, string expectedStep)
    {
        await page.ReloadAsync();
        var step = page.Locator($".next [data-verb='{verb}']");
        await Assertions.Expect(step).ToBeVisibleAsync();
        await Touch.UntilVisibleAsync(
            async () =>
            {
                if (await step.CountAsync() == 0)
                {
                    return;
                }

                if (text.Length > 0)
                {
                    await page.FillAsync(".next textarea", text);
                }

                await step.ClickAsync();
            },
            page.Locator($".steps li[data-kind='{expectedStep}']"));
    }
}
