using System.Collections.Immutable;

namespace Hall.Web.Engine;

/// <summary>Something a person should know about the hub itself.</summary>
/// <param name="Kind">Stable kind: <c>journal-unavailable</c>, <c>clock-jumped</c>, <c>no-voice</c>, <c>pad-line-down</c>, …</param>
/// <param name="Subject">What it is about, such as a hall or a port; one alert per kind and subject.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Detail">A sentence with what is known, without personal data.</param>
public sealed record HubAlert(string Kind, string Subject, DateTimeOffset Since, string Detail);

/// <summary>The alerts that are up now. In memory, because some of them say that the disk cannot be written.</summary>
public sealed class HubAlerts(TimeProvider time)
{
    private readonly Lock _gate = new();
    private ImmutableDictionary<(string, string), HubAlert> _alerts = ImmutableDictionary<(string, string), HubAlert>.Empty;

    /// <summary>Raised after an alert came or went.</summary>
    public event Action? Changed;

    /// <summary>All alerts, oldest first.</summary>
    public IReadOnlyList<HubAlert> All => [.. _alerts.Values.OrderBy(alert => alert.Since)];

    /// <summary>Raises an alert; one that is up keeps its beginning.</summary>
    public void Raise(string kind, string subject, string detail) => Change(alerts =>
        alerts.TryGetValue((kind, subject), out var up)
            ? alerts.SetItem((kind, subject), up with { Detail = detail })
            : alerts.SetItem((kind, subject), new(kind, subject, time.GetUtcNow(), detail)));

    /// <summary>Takes an alert down; nothing happens when it is not up.</summary>
    public void Clear(string kind, string subject) => Change(alerts => alerts.Remove((kind, subject)));

    private void Change(Func<ImmutableDictionary<(string, string), HubAlert>, ImmutableDictionary<(string, string), HubAlert>> change)
    {
        lock (_gate)
        {
            var before = _alerts;
            _alerts = change(before);
            if (ReferenceEquals(before, _alerts))
            {
                return;
            }
        }

        foreach (var listener in Changed?.GetInvocationList().Cast<Action>() ?? [])
        {
            try
            {
                listener();
            }
            catch (Exception)
            {
                // The hall's loop raises alerts; a screen that fails on one must not stop the hall.
            }
        }
    }
}
