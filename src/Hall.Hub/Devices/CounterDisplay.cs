using System.Globalization;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Devices.Displays;
using Hall.Devices.Ff68;

namespace Hall.Hub.Devices;

/// <summary>
/// What the devices of a counter should show: made of the counter's state alone and of no event, so that nothing that happened unseen, was
/// taken back or came twice leaves a device wrong.
/// </summary>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter.</param>
/// <param name="State">What it is doing.</param>
/// <param name="Number">The number called or served there; empty for none.</param>
/// <param name="Waiting">How many wait in its zone; null when it has none.</param>
/// <param name="Question">The leg that a press on its pad would rate; null when the rules would take none.</param>
/// <param name="Call">The last announcement of the number; null while it is not called.</param>
public sealed record CounterDisplay(
    HallId Hall, CounterId Counter, CounterState State, string Number, int? Waiting, RatingWindow? Question, RecentCall? Call)
{
    /// <summary>What the devices of a counter should show at a moment. A counter that the hall does not have is a closed one.</summary>
    public static CounterDisplay Of(HallSnapshot snapshot, CounterId counter, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Counter(counter) is not { } view)
        {
            return new(snapshot.Hall, counter, CounterState.Closed, "", null, null, null);
        }

        var call = view.Counter.State == CounterState.Calling
            ? snapshot.RecentCalls.FirstOrDefault(call => call.Counter == counter && call.Number == view.Number)
            : null;
        return new(
            snapshot.Hall, counter, view.Counter.State, view.Number ?? "", snapshot.Zone(view.Counter.Zone)?.Waiting,
            view.Question is { } question && now <= question.Until ? question : null, call);
    }

    /// <summary>The same in the words of the devices. A pad asks while nobody else stands at its counter: another would rate for the one
    /// before.</summary>
    public PadShow ToShow(DateTimeOffset now)
    {
        var display = ShowTicket.Of(Number, Waiting);
        var isAsked = Question is not null && Number.Length == 0;
        return new(Hall.Value, Counter.Value, isAsked, display.Number, display.Waiting)
        {
            Ticket = Number,
            Serving = State == CounterState.Serving,
            State = State switch
            {
                CounterState.Closed => WindowState.Closed,
                CounterState.Paused => WindowState.Paused,
                _ => WindowState.Open,
            },
            Question = isAsked
                ? string.Create(CultureInfo.InvariantCulture,
                    $"{Question!.Ticket.Value}-{Question.Leg}-{Question.AskedAt.ToUnixTimeMilliseconds()}")
                : "",
            QuestionMilliseconds = isAsked ? Milliseconds(Question!.Until - now) : null,
            Call = Call?.Sequence ?? 0,
            CallMilliseconds = Call is { } call ? Milliseconds(now - call.At) : 0,
        };
    }

    private static long Milliseconds(TimeSpan span) => Math.Max(0, (long)span.TotalMilliseconds);
}
