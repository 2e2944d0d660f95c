using System.Collections.Concurrent;
using Hall.Storage.Alerts;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Somebody was sent for because of an alert.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="By">Staff number of who sent.</param>
public sealed record FaultCall(DateTimeOffset At, string By);

/// <summary>
/// For which alerts somebody was sent for, so that the next manager does not send a second time and whoever opens the devices' page sees
/// that they are awaited. It lives as long as the alert; a restart empties it.
/// </summary>
public sealed class FaultCalls(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Kind, string Subject, DateTimeOffset Since), FaultCall> _calls = new();

    /// <summary>Who was sent for because of an alert; null when nobody was.</summary>
    public FaultCall? Of(HubAlert alert) => _calls.GetValueOrDefault(KeyOf(alert));

    /// <summary>Puts on record that somebody was sent for.</summary>
    public void Call(HubAlert alert, string by) => _calls[KeyOf(alert)] = new(time.GetUtcNow(), by);

    /// <summary>Takes it back.</summary>
    public void TakeBack(HubAlert alert) => _calls.TryRemove(KeyOf(alert), out _);

    /// <summary>Whether it can still be taken back by one press.</summary>
    /// <param name="call">The call.</param>
    /// <param name="within">For how long that is so.</param>
    public bool MayTakeBack(FaultCall call, TimeSpan within) => time.GetUtcNow() - call.At < within;

    private static (string, string, DateTimeOffset) KeyOf(HubAlert alert) => (alert.Kind, alert.Subject, alert.Since);
}
