using System.Collections.Immutable;

namespace Hall.Storage.Alerts;

/// <summary>Something a person should know about the hub itself: a code and what belongs into its sentence, never the sentence.</summary>
/// <param name="Kind">One of <see cref="AlertKind"/>; stable.</param>
/// <param name="Subject">What it is about, such as a hall or a port; one alert per kind and subject.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Arguments">What fills the places of its sentence, or tells the cases of a kind apart; without personal data.</param>
public sealed record HubAlert(string Kind, string Subject, DateTimeOffset Since, ImmutableArray<string> Arguments)
{
    /// <summary>The hall that it is about; null when it is about the whole hub.</summary>
    public string? Hall => Kind == AlertKind.WorkerFailed
        ? Arguments is [_, _, { Length: > 0 } hall, ..] ? hall : null
        : AlertKind.IsInAHall(Kind) ? Subject.Split('/')[0] : null;
}

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
    public void Raise(string kind, string subject, params ImmutableArray<string> arguments) => Change(alerts =>
    {
        var up = alerts.GetValueOrDefault((kind, subject));
        return up is not null && up.Arguments.SequenceEqual(arguments)
            ? alerts
            : alerts.SetItem((kind, subject), new(kind, subject, up?.Since ?? time.GetUtcNow(), arguments));
    });

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
