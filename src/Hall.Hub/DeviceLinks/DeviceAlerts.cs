using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;

namespace Hall.Hub.DeviceLinks;

/// <summary>What is wrong with a hall's devices, as one alert: its kind, and what it is about.</summary>
/// <param name="Kind">One of <see cref="AlertKind"/>.</param>
/// <param name="About">The line, the agent, or line and counter.</param>
/// <param name="Argument">What fills its sentence.</param>
public readonly record struct DeviceAlert(string Kind, string About, string Argument);

/// <summary>
/// Raises an alert for everything that is wrong with a device, and takes it down when it is mended: so that it stands on the manager's
/// page, in the log and in the metrics alike. There is no other list of such faults.
/// </summary>
public sealed class DeviceAlerts(
    IHallDirectory halls, DeviceLinks links, HubAlerts alerts, TimeProvider time, StandstillReport report, ILogger<DeviceAlerts> logger)
    : Worker("device-alerts", time, report, logger)
{
    private readonly Dictionary<HallId, HashSet<(string Kind, string Subject)>> _up = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, LookAtAsync, stop);

    /// <summary>What is wrong with lines; one that is still being opened is no news.</summary>
    public static IEnumerable<DeviceAlert> Of(IReadOnlyCollection<DeviceLink> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);

        // However many lines hang on it, one computer is missing.
        foreach (var agent in lines.Where(line => line.AgentAway).GroupBy(line => line.Definition.Agent))
        {
            yield return new(AlertKind.AgentAway, agent.Key, string.Join(", ", agent.Select(line => line.Definition.Name)));
        }

        foreach (var alert in lines.Where(line => !line.AgentAway).SelectMany(OfLine))
        {
            yield return alert;
        }
    }

    private static IEnumerable<DeviceAlert> OfLine(DeviceLink line)
    {
        var name = line.Definition.Name;
        if (line.Link.State is LinkState.Failed or LinkState.Silent)
        {
            yield return new(line.Link.State == LinkState.Failed ? AlertKind.LineDown : AlertKind.LineSilent, name, line.Definition.Port);
        }

        if (line.Trouble.Length > 0)
        {
            yield return new(KindOf(line.Trouble), name, "");
        }

        // When all are mute, the line's own alert has said it.
        foreach (var pad in line.Pads.Where(pad => pad.IsMute && line.Link.State == LinkState.Up))
        {
            yield return new(AlertKind.DeviceMute, $"{name}/{pad.Counter}", pad.Counter);
        }
    }

    /// <summary>The kind of a trouble; one that is not known here is a fault of the device.</summary>
    public static string KindOf(string trouble) => trouble switch
    {
        LineTrouble.PaperOut => AlertKind.PaperOut,
        LineTrouble.PaperLow => AlertKind.PaperLow,
        LineTrouble.CoverOpen => AlertKind.CoverOpen,
        LineTrouble.NotPrinted => AlertKind.NotPrinted,
        LineTrouble.PerhapsPrinted => AlertKind.PerhapsPrinted,
        LineTrouble.NoSound => AlertKind.NoSound,
        _ => AlertKind.PrinterFault,
    };

    private Task LookAtAsync(IHall hall, CancellationToken stop)
    {
        var wanted = Of(links.Of(hall.Snapshot)).DistinctBy(alert => (alert.Kind, alert.About))
            .ToDictionary(alert => (alert.Kind, Subject: $"{hall.Id}/{alert.About}"), alert => alert.Argument);
        foreach (var ((kind, subject), argument) in wanted)
        {
            alerts.Raise(kind, subject, argument.Length == 0 ? [] : [argument]);
        }

        if (_up.TryGetValue(hall.Id, out var before))
        {
            foreach (var (kind, subject) in before.Except(wanted.Keys))
            {
                alerts.Clear(kind, subject);
            }
        }

        _up[hall.Id] = [.. wanted.Keys];
        return Task.CompletedTask;
    }
}
