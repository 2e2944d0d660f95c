using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.Dispatch.Policies;

/// <summary>A rule that compares the heads of a counter's lines: all of a class and service are first come, first served.</summary>
internal abstract class HeadOfLinePolicy : IDispatchPolicy
{
    /// <inheritdoc />
    public abstract string Name { get; }

    /// <inheritdoc />
    public (Ticket Ticket, CallReason Reason)? Choose(HallState state, CounterId counter, DateTimeOffset now)
    {
        var lines = state.Lines.Of(state.Plan, state.Counters[counter]);
        Head? best = null;
        Look(lines.Special, ref best);
        Look(lines.General, ref best);
        if (best is not { } found)
        {
            return null;
        }

        var ticket = state.Tickets[found.Place.Ticket];
        return (ticket, new(CallRule.Score, Score(found, now), found.WaitSeconds(now)));

        void Look(CounterLine[] some, ref Head? best)
        {
            foreach (var line in some)
            {
                if (line.Places.Count == 0)
                {
                    continue;
                }

                var head = new Head(line.Places.Min, line);
                if (best is not { } other || IsBefore(counter, head, other, now))
                {
                    best = head;
                }
            }
        }
    }

    /// <inheritdoc />
    public virtual void Called(CounterId counter)
    {
    }

    /// <summary>Whether one head of line goes before another at a counter.</summary>
    protected abstract bool IsBefore(CounterId counter, Head head, Head other, DateTimeOffset now);

    /// <summary>What the rule compares, for the reason of the call; the wait where it has no score.</summary>
    protected virtual double Score(Head head, DateTimeOffset now) => head.WaitSeconds(now);

    /// <summary>Who stands first in a line.</summary>
    /// <param name="Place">The place.</param>
    /// <param name="Line">The line.</param>
    protected internal readonly record struct Head(LinePlace Place, CounterLine Line)
    {
        /// <summary>Whether the ticket has a class above <c>none</c>.</summary>
        public bool HasPriority => Line.Priority.Code != PriorityCode.None;

        /// <summary>Its wait so far, seconds.</summary>
        public double WaitSeconds(DateTimeOffset now) => (now - Place.Since).TotalSeconds;
    }
}
