using System.Text.RegularExpressions;
using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>The first person of a hub that nobody has set up.</summary>
internal static partial class Administrator
{
    private const string Number = "9001";
    private const string Own = "correct horse battery";

    /// <summary>Opens the console's link, makes the administrator and founds the small hall.</summary>
    public static async Task SetUpAsync(IPage page, HubProcess hub, Func<string, Task>? shoot = null)
    {
        shoot ??= _ => Task.CompletedTask;
        await Wait.UntilAsync(() => Link().IsMatch(hub.Output), "the console shows the link");
        await page.GotoAsync($"{Link().Match(hub.Output).Value}?lang=en");
        await shoot("setup-admin");
        await page.FillAsync("#staff", Number);
        await page.FillAsync("#name", "王建国");
        await page.FillAsync("#fresh", Own);
        await page.FillAsync("#again", Own);
        await page.Locator("form button").ClickAsync();
        await shoot("setup-hall");
        await page.CheckAsync("input[value=demo-small]");
        await page.Locator("form button").ClickAsync();
        await page.Locator("h1:has-text('Opening hours')").WaitForAsync();
        await page.CheckAsync("[name=always]");
        await shoot("setup-hours");
        await page.Locator("form button").Last.ClickAsync();
        await Assertions.Expect(page.Locator(".steps")).ToBeVisibleAsync();
        await shoot("setup-steps");
    }

    /// <summary>Asks for a page as nobody, signs in and is led to it.</summary>
    public static async Task<IPage> SignInAsync(IBrowser browser, HubProcess hub, string path)
    {
        var page = await BrowserFixture.PageAsync(browser, new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en" });
        await page.GotoAsync(hub.At(path));
        await page.FillAsync("#who", Number);
        await page.FillAsync("#secret", Own);
        await page.Locator("form button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#secret")).ToHaveCountAsync(0);
        return page;
    }

    [GeneratedRegex(@"http://\S+/setup/[\w\-]+")]
    private static partial Regex Link();
}
