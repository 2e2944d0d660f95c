using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>What an undo would do, in words: to which number, and what it takes back.</summary>
public static class UndoWords
{
    /// <summary>Such as <c>A012 的「办结」</c>; a change of matters names what the citizen came for before.</summary>
    public static string Of(LastAction last, HallPlan plan, Words words)
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(words);
        return words.Of(WordGroup.CounterUndo, last.Action, last.TicketAfter?.Number ?? "", Before(last, plan, words));
    }

    /// <summary>What happened last, as an idle teller reads it.</summary>
    public static string Done(LastAction last, Words words)
    {
        ArgumentNullException.ThrowIfNull(last);
        ArgumentNullException.ThrowIfNull(words);
        return words.Of(WordGroup.CounterDid, last.Action);
    }

    private static string Before(LastAction last, HallPlan plan, Words words) =>
        last is { TicketBefore: { } before, TicketAfter: { } after }
        && before.Services.FirstOrDefault(had => after.Services.All(has => has.Service != had.Service)) is { } gone
            ? plan.NameOf(gone.Service, words.Language) : "";
}
