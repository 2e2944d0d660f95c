using System.Text.Json.Nodes;
using Hall.Browser.Tests.Hosting;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Links;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>A whole visit in which the teller and the citizen use a serial pad, over a real pair of pseudo-terminals.</summary>
public sealed class SerialVisitTests
{
    private const byte Start = 0x0A;
    private const byte Evaluate = 0x0B;
    private const byte Call = 0x0C;

    [Fact]
    public async Task SerialPad_CallsStartsCompletesAndRates_TheLegIsRatedAlsoAfterThePlugWasPulled()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var cable = new SerialCable();
        await cable.PlugAsync();
        await using var hub = await HubProcess.StartAsync($"--demo --speed 0 --hall \"{HallWithPad(cable.HubEnd)}\"");
        using var pad = new Ff68PadEmulator(new Ff68PadEmulatorOptions(), TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var line = new DeviceSupervisor(new SerialLink(new SerialLinkSettings(cable.PadEnd, 9600), NullLogger.Instance), pad.RunAsync,
            TimeProvider.System, () => 0, NullLogger.Instance);
        var running = line.RunAsync(stop.Token);
        var (playwright, browser) = await BrowserFixture.LaunchAsync();
        using var ended = playwright;
        await using var closed = browser;

        await OpenCounterAsync(browser, hub);
        await TakeTicketAsync(browser, hub);
        Assert.True(await pad.PressKeyAsync(Call, "", cancel));
        await Wait.UntilAsync(() => pad.Display.Number.Trim().Length > 0, "the pad shows the number");
        Assert.True(await pad.PressKeyAsync(Start, "", cancel));

        await cable.PullAsync();
        await cable.PlugAsync();
        await Wait.UntilAsync(() => line.Status.State == LinkState.Up, "the pad has its line again");

        Assert.True(await pad.PressKeyAsync(Evaluate, "", cancel));
        await Wait.UntilAsync(() => pad.Display.IsAsking, "the pad asks for a rating");
        Assert.True(await pad.PressRatingAsync(1, cancel));

        Assert.Equal(["VerySatisfied"], Levels(hub));
        await stop.CancelAsync();
        await running;
    }

    private static async Task OpenCounterAsync(IBrowser browser, HubProcess hub)
    {
        var teller = await BrowserFixture.PageAsync(browser);
        await Teller.SignInAsync(teller, hub, "demo", "1");
        await teller.CloseAsync();
    }

    private static async Task TakeTicketAsync(IBrowser browser, HubProcess hub)
    {
        var kiosk = await BrowserFixture.PageAsync(browser);
        await Kiosk.TakeTicketAsync(kiosk, hub, "demo");
        await kiosk.CloseAsync();
    }

    private static string HallWithPad(string port) => HallFiles.WithAWholeMinuteForThePad("demo-small", hall =>
    {
        hall["hall"] = "demo";
        hall["padBuses"] = new JsonArray(new JsonObject
        {
            ["name"] = "test", ["port"] = port, ["counters"] = new JsonObject { ["1"] = "1" },
        });
    });

    private static List<string> Levels(HubProcess hub)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(hub.DataFolder, "hall.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Level FROM feedback";
        using var reader = command.ExecuteReader();
        var levels = new List<string>();
        while (reader.Read())
        {
            levels.Add(reader.GetString(0));
        }

        return levels;
    }
}
