using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Presses;

namespace Hall.Hub.Devices;

/// <summary>A press on a device and what it did. Which rating was given is not said.</summary>
/// <param name="At">When it was heard, UTC.</param>
/// <param name="Counter">Whose device.</param>
/// <param name="Key">The key; null for a rating.</param>
/// <param name="Digits">The digits typed before it.</param>
/// <param name="Done">Whether something happened in the hall.</param>
/// <param name="Code">The event when something happened; else a code of <see cref="PadReason"/> or of a rejection.</param>
/// <param name="Number">The ticket's number; empty for none.</param>
public sealed record PressNote(DateTimeOffset At, CounterId Counter, PadKey? Key, string Digits, bool Done, string Code, string Number);

/// <summary>
/// The last presses at each counter, of pads on the hub and on agents alike: no key does nothing without somebody being able to see why.
/// In memory; safe for many threads.
/// </summary>
public sealed class PressLog(TimeProvider time)
{
    /// <summary>How many are kept of a counter.</summary>
    public const int Most = 20;

    private ImmutableDictionary<(HallId Hall, CounterId Counter), ImmutableList<PressNote>> _notes =
        ImmutableDictionary<(HallId, CounterId), ImmutableList<PressNote>>.Empty;

    /// <summary>The last presses at a counter, the newest first.</summary>
    public IReadOnlyList<PressNote> Of(HallId hall, CounterId counter) =>
        _notes.GetValueOrDefault((hall, counter)) ?? ImmutableList<PressNote>.Empty;

    /// <summary>Whether the last press at a counter did nothing for this reason, a moment ago.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="code">The reason.</param>
    /// <param name="within">How long a moment is.</param>
    public bool IsJust(HallId hall, CounterId counter, string code, TimeSpan within) =>
        Of(hall, counter) is [var last, ..] && last.Code == code && time.GetUtcNow() - last.At <= within;

    /// <summary>A press was carried out, or turned down by a rule.</summary>
    public void Note(HallId hall, DevicePress press, HallOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var isDone = outcome is { Rejection: null, Stray: null, Events.Count: > 0 };
        var code = outcome switch
        {
            { Rejection: { } rejection } => rejection.Code,
            { Stray: not null } => PadReason.Stray,
            { Events.Count: > 0 } => outcome.Events[0],
            _ => press is KeyPressed { Key: PadKey.Call } ? PadReason.NobodyWaits : PadReason.NothingToDo,
        };
        Add(hall, press, isDone, code, outcome.Ticket?.Ticket.Number ?? "");
    }

    /// <summary>A press did nothing.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="press">The press.</param>
    /// <param name="code">Why: of <see cref="PadReason"/> or of a rejection.</param>
    public void Note(HallId hall, DevicePress press, string code) => Add(hall, press, isDone: false, code, "");

    private void Add(HallId hall, DevicePress press, bool isDone, string code, string number)
    {
        ArgumentNullException.ThrowIfNull(press);
        var key = press as KeyPressed;
        var note = new PressNote(time.GetUtcNow(), new(press.Counter), key?.Key, key?.Digits ?? "", isDone, code, number);
        ImmutableInterlocked.AddOrUpdate(
            ref _notes, (hall, note.Counter), _ => [note], (_, before) => [note, .. before.Take(Most - 1)]);
    }
}
