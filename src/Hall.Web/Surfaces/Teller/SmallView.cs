using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>A button of the small window.</summary>
/// <param name="Act">What it is called in the address: a <see cref="CounterAction"/>.</param>
/// <param name="Word">What stands on it.</param>
/// <param name="Key">Its key.</param>
public sealed record SmallAct(string Act, string Word, string Key);

/// <summary>Everything that the small window shows, as its script reads it.</summary>
public sealed record SmallView
{
    /// <summary>The tab's title.</summary>
    public required string Title { get; init; }

    /// <summary>What the window is doing, in words.</summary>
    public required string State { get; init; }

    /// <summary>The same for the looks: <c>idle</c>, <c>calling</c>, <c>serving</c>, <c>paused</c>, <c>closed</c>, <c>come</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many wait whom this window could call.</summary>
    public required int Waiting { get; init; }

    /// <summary>The number at the window, or the first who waits when nobody is; empty when nobody is anywhere.</summary>
    public string Number { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string Service { get; init; } = "";

    /// <summary>What stands in place of a number where there is none: that nobody waits, how the window is opened.</summary>
    public string Rest { get; init; } = "";

    /// <summary>Since when the window is in its state, milliseconds of Unix time; 0 where it does not matter.</summary>
    public required long Since { get; init; }

    /// <summary>The hall's time, likewise: what passed is counted from it, never by the machine's clock.</summary>
    public required long Now { get; init; }

    /// <summary>A verdict in words: whether papers are missing, that somebody came.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Whether the verdict is good.</summary>
    public bool IsGood { get; init; }

    /// <summary>The one big button; null where there is nothing that this window may do.</summary>
    public SmallAct? Primary { get; init; }

    /// <summary>The others.</summary>
    public IReadOnlyList<SmallAct> Acts { get; init; } = [];

    /// <summary>The devices, and which of them is not well.</summary>
    public IReadOnlyList<WindowDevice> Devices { get; init; } = [];

    /// <summary>What went wrong, or has to be known; empty for nothing.</summary>
    public string Notice { get; init; } = "";

    /// <summary>Whether an act is asked about: pressing it again means it.</summary>
    public string Sure { get; init; } = "";

    /// <summary>The picture of a window.</summary>
    /// <param name="snapshot">The hall.</param>
    /// <param name="view">The window.</param>
    /// <param name="console">What may be done at it.</param>
    /// <param name="words">The words.</param>
    public static SmallView Of(HallSnapshot snapshot, CounterView view, CounterConsole console, Words words)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(words);
        var (counter, ticket) = (view.Counter, view.Current);
        var first = ticket is null && counter.State == CounterState.Idle && console.Queue is [var next, ..] ? next.Ticket : null;
        var shown = ticket ?? first;
        var name = words[Word.CounterTitle, counter.Id.Value];
        return new()
        {
            Title = first is not null ? words[Word.CounterArrivedTitle, console.Queue.Count, name]
                : $"{name} · {ticket?.Number ?? words.Of(WordGroup.CounterState, counter.State)}",
            State = name + " · " + words.Of(WordGroup.CounterState, counter.State) + Place(ticket),
            Kind = first is not null ? "come" : counter.State.ToString().ToLowerInvariant(),
            Waiting = snapshot.Zone(counter.Zone)?.Waiting ?? 0,
            Number = shown?.Number ?? "",
            Service = shown is null ? "" : snapshot.Plan.NameOf(shown.Service, words.Language),
            Since = counter.State == CounterState.Closed ? 0 : counter.Since.ToUnixTimeMilliseconds(),
            Now = snapshot.At.ToUnixTimeMilliseconds(),
            Verdict = ticket is not null ? Papers(snapshot, ticket, words) : first is not null ? words[Word.CounterSmallCome] : "",
            Rest = shown is not null ? "" : RestOf(counter.State, words),
            IsGood = ticket is not null && Missing(snapshot, ticket, words) == 0,
            Primary = counter.State == CounterState.Closed ? null
                : new(console.Primary.ToString(), words.Of(WordGroup.CounterAct, console.Primary), "Space"),
            Acts = [.. Others(counter.State).Where(console.Can).Select(act =>
                act == CounterAction.Undo ? new SmallAct(nameof(CounterAction.Undo), words[Word.CounterSmallUndo], "^Z")
                    : new(act.ToString(), words.Of(WordGroup.CounterAct, act), CounterKeys.Label(act)))],
        };
    }

    private static string RestOf(CounterState state, Words words) => state switch
    {
        CounterState.Closed => words[Word.CounterSmallClosed],
        CounterState.Idle => words[Word.CounterSmallNobody],
        _ => "",
    };

    private static CounterAction[] Others(CounterState state) => state switch
    {
        CounterState.Calling => [CounterAction.Recall, CounterAction.NoShow, CounterAction.Undo],
        CounterState.Serving => [CounterAction.Hold, CounterAction.Undo],
        CounterState.Idle => [CounterAction.Pause, CounterAction.Undo],
        _ => [CounterAction.Undo],
    };

    private static string Place(Ticket? ticket) => ticket is { Services.Length: > 1 }
        ? Invariant($" {Math.Min(ticket.Services.Length, ticket.Services.Count(one => one.State == VisitServiceState.Done) + 1)}")
            + Invariant($"/{ticket.Services.Length}")
        : "";

    private static int Missing(HallSnapshot snapshot, Ticket ticket, Words words) =>
        CounterPapers.Of(snapshot.Plan, ticket.Service, words.Language)
            .Count(paper => !CounterPapers.IsBrought(snapshot.Plan, ticket, paper));

    private static string Papers(HallSnapshot snapshot, Ticket ticket, Words words) =>
        CounterPapers.Of(snapshot.Plan, ticket.Service, words.Language).Count is var all and > 0
            ? Missing(snapshot, ticket, words) is var missing and > 0
                ? words[Word.CounterPapersMissing, missing, all] : words[Word.CounterSmallPapers]
            : "";
}
