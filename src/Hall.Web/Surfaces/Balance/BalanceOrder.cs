using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Engine;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Balance;

/// <summary>A change that a manager wants made.</summary>
/// <param name="Change">The change.</param>
/// <param name="Teller">Who is to work at a counter that is opened; null otherwise.</param>
public sealed record ChangeOrder(BalanceChange Change, StaffNumber? Teller = null);

/// <summary>Turns what a manager wants into a command or a publication, so that the journal holds who wanted it and why.</summary>
public static class BalanceOrder
{
    /// <summary>The command of a change at a counter; null for others and when it cannot be made so, such as a closed counter without a
    /// teller.</summary>
    /// <remarks>What a counter serves changes from the next call on, as on the page of the calling rules, without a publication.</remarks>
    public static HallCommand? CommandFor(ChangeOrder order, HallSnapshot snapshot, string? by = null) => order.Change switch
    {
        CloseOne close => new CloseCounter(close.Counter),
        OpenOne open when snapshot.Counter(open.Counter)?.Counter.State == CounterState.Paused => new ResumeCounter(open.Counter),
        OpenOne open when order.Teller is { } teller => new OpenCounter(open.Counter, teller),
        ServeAlso serve when serve.In(snapshot.Plan.Configuration).Counters.FirstOrDefault(counter => counter.Counter == serve.Counter)
            is { } after => new ChangeDispatch(new() { Counters = [new(serve.Counter, after.Serves)] }, by),
        _ => null,
    };

    /// <summary>The publication of a change of the configuration; null for others.</summary>
    /// <param name="order">The change.</param>
    /// <param name="began">The hall as it was when the change was asked about.</param>
    /// <param name="by">Who wants it; null when nobody is known.</param>
    /// <param name="words">The words of the reason.</param>
    public static Publication? PublicationFor(ChangeOrder order, HallPlan began, StaffNumber? by, Words words)
    {
        HallConfiguration? changed = order.Change switch
        {
            LearnOne learn => learn.In(began.Configuration),
            _ => null,
        };
        return changed is null
            ? null
            : new(began.Configuration, changed) { By = by, Why = words[Word.BalanceWhy, ChangeWords.Of(order.Change, began, words)] };
    }
}
