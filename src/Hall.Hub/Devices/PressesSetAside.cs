using System.Globalization;
using Hall.Core.Identifiers;
using Hall.Storage.Alerts;

namespace Hall.Hub.Devices;

/// <summary>
/// Presses on devices that the hub could not handle: none may keep the presses behind it, so each is written into the log, counted in an
/// alert, and acknowledged. The alert stands for an hour after the last of a counter.
/// </summary>
public sealed partial class PressesSetAside(HubAlerts alerts, TimeProvider time, ILogger<PressesSetAside> logger)
{
    private static readonly TimeSpan StandsFor = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<(HallId Hall, string Counter), (int Count, DateTimeOffset Last)> _counts = [];

    /// <summary>Notes a press.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="counter">The counter whose device it was.</param>
    /// <param name="press">The press.</param>
    /// <param name="fault">What it ran into.</param>
    public void Note(HallId hall, string counter, Guid press, Exception fault)
    {
        LogSetAside(fault, press, counter, hall);
        int count;
        lock (_gate)
        {
            count = _counts.GetValueOrDefault((hall, counter)).Count + 1;
            _counts[(hall, counter)] = (count, time.GetUtcNow());
        }

        alerts.Raise(AlertKind.PressSetAside, $"{hall}/{counter}", count.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Takes down the alerts that have stood long enough.</summary>
    public void ForgetOld()
    {
        List<(HallId Hall, string Counter)> over;
        lock (_gate)
        {
            over = [.. _counts.Where(one => time.GetUtcNow() - one.Value.Last > StandsFor).Select(one => one.Key)];
            over.ForEach(place => _counts.Remove(place));
        }

        over.ForEach(place => alerts.Clear(AlertKind.PressSetAside, $"{place.Hall}/{place.Counter}"));
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Press {Press} at counter {Counter} of hall {Hall} could not be handled and was set aside")]
    private partial void LogSetAside(Exception fault, Guid press, string counter, HallId hall);
}
