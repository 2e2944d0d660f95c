using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Hall.Hub.Engine;
using Hall.Storage.Alerts;

namespace Hall.Web.Health;

/// <summary>The hub's numbers as Prometheus reads them: what its meters counted, and each hall as it stands.</summary>
public sealed class HubMetrics : IDisposable
{
    private const string MeterPrefix = "Hall.";
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _counted = new();
    private readonly HallDirectory _halls;
    private readonly HubAlerts _alerts;

    /// <summary>Begins to listen to the hub's meters.</summary>
    public HubMetrics(HallDirectory halls, HubAlerts alerts)
    {
        (_halls, _alerts) = (halls, alerts);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith(MeterPrefix, StringComparison.Ordinal))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Count(instrument, value));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Count(instrument, value));
        _listener.Start();
    }

    /// <summary>All numbers in the text format.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _counted.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} counter\n{name} {value}\n");
        }

        Gauge(text, "hall_waiting", hall => hall.Snapshot.Zones.Sum(zone => zone.Waiting));
        Gauge(text, "hall_events", hall => hall.Snapshot.Version);
        Gauge(text, "hall_issued_today", hall => hall.Snapshot.Today.Issued);
        Gauge(text, "hall_listeners", hall => hall.Listeners);
        text.Append("# TYPE hall_alert gauge\n");
        foreach (var alert in _alerts.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"hall_alert{{kind=\"{Label(alert.Kind)}\",subject=\"{Label(alert.Subject)}\"}} 1\n");
        }

        text.Append(CultureInfo.InvariantCulture,
            $"# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {Environment.WorkingSet}\n");
        return text.ToString();
    }

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();

    private void Gauge(StringBuilder text, string name, Func<HallEngine, double> value)
    {
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} gauge\n");
        foreach (var hall in _halls.Engines)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{{hall=\"{Label(hall.Id.Value)}\"}} {value(hall)}\n");
        }
    }

    // The text format's own escapes: without them a name with a quotation mark makes the whole page unreadable.
    private static string Label(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private void Count(Instrument instrument, double value) => _counted.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
}
