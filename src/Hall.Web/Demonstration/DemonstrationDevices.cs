using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Devices.Emulation;
using Hall.Web.Engine;
using Hall.Web.Hub;

namespace Hall.Web.Demonstration;

/// <summary>
/// Emulated devices of the first hall, hung on the hub like real ones: its lines are published, citizens press the pads, and now and then
/// something breaks, so that the page Devices has something to tell. Without the option the lines of an earlier start are taken away again.
/// </summary>
public sealed partial class DemonstrationDevices(
    IHallDirectory halls, DemonstrationPads pads, HubOptions options, TimeProvider time, ILogger<DemonstrationDevices> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTroubles = TimeSpan.FromSeconds(40);

    /// <summary>What breaks, in turn: protocol and step of a script.</summary>
    private static readonly (string Protocol, string Step)[] Troubles =
    [
        ("lamp-a090", "silent for 15 s"), ("escpos", "out of paper for 20 s"), ("ff68", "corrupt 1 %"), ("lamp-a090", "answer others for 20 s"),
        ("ff68", "corrupt 0 %"), ("escpos", "cover open for 15 s"), ("onbon-5", "silent for 20 s"), ("idcard", "silent for 15 s"),
    ];

    private string Folder => Path.Combine(options.DataFolder, "demo-devices");

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (halls.All.FirstOrDefault() is not { } hall)
        {
            return;
        }

        var lines = new List<EmulatedLine>();
        try
        {
            var wanted = options.DemoDevices ? Make(hall, lines) : [];
            await PublishAsync(hall, wanted, stoppingToken);
            await Task.WhenAll([.. lines.Select(line => line.RunAsync(stoppingToken)), TroubleAsync(lines, stoppingToken)]);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalUnavailableException or DllNotFoundException)
        {
            LogNone(fault.Message);
        }
        finally
        {
            lines.ForEach(line => line.Dispose());
        }
    }

    private List<PadBusDefinition> Make(IHall hall, List<EmulatedLine> lines)
    {
        // What an earlier start left behind is links and FIFOs only.
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        var definitions = new List<PadBusDefinition>();
        foreach (var definition in DemonstrationLines.Of(hall.Snapshot.Plan.Configuration, Folder))
        {
            var addresses = definition.Counters.Keys.Select(address => byte.Parse(address, CultureInfo.InvariantCulture)).DefaultIfEmpty((byte)1).ToList();
            var line = new EmulatedLine(addresses, definition.BaudRate, lines.Count + 1, time, TextWriter.Null, definition.Protocol, fifo: definition.Port);
            lines.Add(line);
            line.LinkAs(definition.Port);
            definitions.Add(line.PortName.Contains("://", StringComparison.Ordinal) ? definition with { Port = line.PortName } : definition);
            if (definition.Protocol is "ff68" or "keyboard" or "hidraw" or "ascii" or "lcd")
            {
                foreach (var (address, counter) in definition.Counters)
                {
                    pads.Add(hall.Id, counter, level => line.PressRatingAsync(byte.Parse(address, CultureInfo.InvariantCulture), ValueOf(level, line.Protocol), CancellationToken.None));
                }
            }
        }

        return definitions;
    }

    // These pads have four keys; what a citizen would press as the worst is their last, and an LCD pad's third is a bad one already.
    private static byte ValueOf(FeedbackLevel level, string protocol) => level switch
    {
        FeedbackLevel.BasicallySatisfied or FeedbackLevel.Dissatisfied when protocol == "lcd" => (byte)(level == FeedbackLevel.Dissatisfied ? 3 : 2),
        FeedbackLevel.VerySatisfied => 1,
        FeedbackLevel.Satisfied => 2,
        FeedbackLevel.BasicallySatisfied => 3,
        _ => 4,
    };

    private async Task PublishAsync(IHall hall, List<PadBusDefinition> wanted, CancellationToken cancel)
    {
        var before = hall.Snapshot.Plan.Configuration;
        var own = before.PadBuses.Where(line => !IsOfDemonstration(line)).ToList();
        if (wanted.Count == 0 && own.Count == before.PadBuses.Count)
        {
            return;
        }

        var wish = new Publication(before, before with { PadBuses = [.. own, .. wanted] }) { Why = "--demo-devices" };
        if ((await ConfigurationPublisher.PublishAsync(hall, wish, cancel)).Rejection is { } rejection)
        {
            LogNone(rejection.Message);
        }
    }

    private bool IsOfDemonstration(PadBusDefinition line) =>
        line.Port.StartsWith(Folder, StringComparison.Ordinal) || (line is { Protocol: "lcd", Name: "液晶评价器" } && line.Port.StartsWith("ws://127.0.0.1:", StringComparison.Ordinal));

    private async Task TroubleAsync(List<EmulatedLine> lines, CancellationToken stopping)
    {
        for (var turn = 0; lines.Count > 0; turn++)
        {
            await Task.Delay(BetweenTroubles, time, stopping);
            var (protocol, step) = Troubles[turn % Troubles.Length];
            if (lines.FirstOrDefault(line => line.Protocol == protocol) is { } line)
            {
                await line.PlayAsync([PadStep.Parse(step)], stopping);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demonstration has no emulated devices: {Reason}")]
    private partial void LogNone(string reason);
}
