using System.Diagnostics;
using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A published hub, started from another folder: its assets are there and a page becomes interactive.</summary>
public sealed class PublishedHubTests
{
    [Fact]
    public async Task PublishedHub_StartedFromTheRoot_ServesItsAssetsAndIsInteractive()
    {
        var folder = Directory.CreateTempSubdirectory("hall-published-").FullName;
        await PublishAsync(folder);
        await using var hub = await HubProcess.StartAsync("--demo --speed 0", program: Path.Combine(folder, "hall.dll"));
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;
        using var client = new HttpClient();
        foreach (var asset in new[] { "/assets/hall.css", "/_framework/blazor.web.js" })
        {
            Assert.NotEmpty(await client.GetByteArrayAsync(new Uri(hub.Address, asset), TestContext.Current.CancellationToken));
        }

        var page = await BrowserFixture.PageAsync(browser);
        var faults = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };
        await page.GotoAsync(hub.At("/tongling/kiosk/1"));
        await page.Locator(".kiosk-zone").First.ClickAsync();
        await Assertions.Expect(page.Locator(".kiosk-service").First).ToBeVisibleAsync();

        Assert.Empty(faults);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task PublishAsync(string folder)
    {
        var project = Repository.Path("src", "Hall.Web");
        using var publish =
            Process.Start(new ProcessStartInfo("dotnet", $"publish \"{project}\" -c Debug --no-build -o \"{folder}\" -v q --nologo")
        {
            RedirectStandardOutput = true,
        })!;
        var output = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, output);
    }
}
