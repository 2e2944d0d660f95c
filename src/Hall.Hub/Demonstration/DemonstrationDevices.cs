using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Devices.Emulation;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Demonstration;

/// <summary>
/// Emulated devices of the first hall, hung on the hub like real ones: its lines are published, citizens press the pads, and now and then
/// something breaks, so that the page Devices has something to tell. Without the option the lines of an earlier start are taken away again.
/// </summary>
public sealed partial class DemonstrationDevices(
    IHallDirectory halls, DemonstrationPads pads, HubOptions options, TimeProvider time,
    StandstillReport report, ILogger<DemonstrationDevices> logger)
    : Worker("demonstration-devices", time, report, logger)
{
    /// <summary>What breaks, in turn: protocol and step of a script.</summary>
    private static readonly (string Protocol, string Step)[] Troubles =
    [
        ("lamp-a090", "silent for 15 s"), ("escpos", "out of paper for 20 s"), ("ff68", "corrupt 1 %"),
        ("lamp-a090", "answer others for 20 s"), ("ff68", "corrupt 0 %"), ("escpos", "cover open for 15 s"), ("onbon-5", "silent for 20 s"),
        ("idcard", "silent for 15 s"),
    ];

    private readonly List<(EmulatedLine Line, Task Running)> _lines = [];
    private bool _isOpen;
    private int _turn;

    /// <summary>The time from one trouble to the next.</summary>
    protected override TimeSpan Every => TimeSpan.FromSeconds(40);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    private string Folder => Path.Combine(options.DataFolder, "demo-devices");

    /// <summary>Opens the lines and publishes them; once they are open, the next trouble.</summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        if (!_isOpen && halls.All.FirstOrDefault() is { } hall)
        {
            // What an attempt that failed has opened.
            Close();
            await PublishAsync(hall, options.DemoDevices ? Make(hall, stop) : [], stop);
            _isOpen = true;
        }
        else if (_lines.Find(line => line.Running.IsCompleted) is { Running: { } ended })
        {
            _isOpen = false;
            await ended;
        }
        else
        {
            await TroubleAsync(stop);
        }
    }

    /// <inheritdoc />
    protected override Task EndAsync()
    {
        Close();
        return Task.CompletedTask;
    }

    private void Close()
    {
        _lines.ForEach(line => line.Line.Dispose());
        _lines.Clear();
    }

    private List<DeviceLineDefinition> Make(IHall hall, CancellationToken stop)
    {
        // What an earlier start left behind is links and FIFOs only.
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }

        Directory.CreateDirectory(Folder);
        var definitions = new List<DeviceLineDefinition>();
        foreach (var definition in DemonstrationLines.Of(hall.Snapshot.Plan.Configuration, Folder))
        {
            var addresses = definition.Counters.Keys.Select(address => byte.Parse(address, CultureInfo.InvariantCulture))
                .DefaultIfEmpty((byte)1).ToList();
            var line = new EmulatedLine(addresses, definition.BaudRate, _lines.Count + 1, Time, TextWriter.Null, definition.Protocol,
                fifo: definition.Port);
            _lines.Add((line, Task.CompletedTask));
            line.LinkAs(definition.Port);
            _lines[^1] = (line, line.RunAsync(stop));
            definitions.Add(line.PortName.Contains("://", StringComparison.Ordinal)
                ? definition with { Port = line.PortName }
                : definition);
            if (definition.Protocol is "ff68" or "keyboard" or "hidraw" or "ascii" or "lcd")
            {
                foreach (var (address, counter) in definition.Counters)
                {
                    pads.Add(hall.Id, counter,
                        level =>
                            line.PressRatingAsync(byte.Parse(address, CultureInfo.InvariantCulture), ValueOf(level, line.Protocol),
                                CancellationToken.None));
                }
            }
        }

        return definitions;
    }

    // These pads have four keys; what a citizen would press as the worst is their last, and an LCD pad's third is a bad one already.
    private static byte ValueOf(FeedbackLevel level, string protocol) => level switch
    {
        FeedbackLevel.BasicallySatisfied or FeedbackLevel.Dissatisfied when protocol == "lcd" =>
            (byte)(level == FeedbackLevel.Dissatisfied ? 3 : 2),
        FeedbackLevel.VerySatisfied => 1,
        FeedbackLevel.Satisfied => 2,
        FeedbackLevel.BasicallySatisfied => 3,
        _ => 4,
    };

    private async Task PublishAsync(IHall hall, List<DeviceLineDefinition> wanted, CancellationToken cancel)
    {
        var before = hall.Snapshot.Plan.Configuration;
        var own = before.DeviceLines.Where(line => !IsOfDemonstration(line)).ToList();
        if (wanted.Count == 0 && own.Count == before.DeviceLines.Count)
        {
            return;
        }

        var wish = new Publication(before, before with { DeviceLines = [.. own, .. wanted] }) { Why = "--demo-devices" };
        if ((await ConfigurationPublisher.PublishAsync(hall, wish, cancel)).Rejection is { } rejection)
        {
            LogNone(Logger, rejection.Message);
        }
    }

    private bool IsOfDemonstration(DeviceLineDefinition line) =>
        line.Port.StartsWith(Folder, StringComparison.Ordinal)
            || (line is { Protocol: "lcd", Name: "液晶评价器" } && line.Port.StartsWith("ws://127.0.0.1:", StringComparison.Ordinal));

    private async Task TroubleAsync(CancellationToken stop)
    {
        var (protocol, step) = Troubles[_turn++ % Troubles.Length];
        if (_lines.Find(line => line.Line.Protocol == protocol).Line is { } line)
        {
            await line.PlayAsync([PadStep.Parse(step)], stop);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The demonstration has no emulated devices: {Reason}")]
    private static partial void LogNone(ILogger logger, string reason);
}
