using Hall.Core.Balance;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;

namespace Hall.Web.Surfaces.Balance;

/// <summary>A change that a manager wants made.</summary>
/// <param name="Change">The change.</param>
/// <param name="Teller">Who is to work at a counter that is opened; null otherwise.</param>
public sealed record ChangeOrder(BalanceChange Change, StaffNumber? Teller = null);

/// <summary>Turns what a manager wants into a command, so that the journal holds who wanted it and why.</summary>
public static class BalanceOrder
{
    /// <summary>The command; null when the change cannot be made so, such as a closed counter without a teller.</summary>
    public static HallCommand? CommandFor(ChangeOrder order, HallSnapshot snapshot, StaffNumber? by, Words words)
    {
        HallConfiguration? changed = order.Change switch
        {
            ServeAlso serve => serve.In(snapshot.Plan.Configuration),
            LearnOne learn => learn.In(snapshot.Plan.Configuration),
            _ => null,
        };
        return order.Change switch
        {
            CloseOne close => new CloseCounter(close.Counter),
            OpenOne open when snapshot.Counter(open.Counter)?.Counter.State == CounterState.Paused => new ResumeCounter(open.Counter),
            OpenOne open when order.Teller is { } teller => new OpenCounter(open.Counter, teller),
            _ when changed is not null => new PublishConfiguration(changed, by, words["balance.why", ChangeWords.Of(order.Change, snapshot.Plan, words)]),
            _ => null,
        };
    }
}
