using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Board;

/// <summary>A call as a board shows it.</summary>
public sealed record BoardCall(long Sequence, string Number, string Counter, string Zone, bool Recall);

/// <summary>A zone as a board shows it, in words.</summary>
public sealed record BoardZone(string Code, string Name, string Style, string Waiting, IReadOnlyList<string> Next)
{
    private const int NameBesideTheWait = 12;

    /// <summary>Whether the name takes a line of its own, with those who wait below it. A Chinese character counts as two
    /// letters.</summary>
    public bool HasLongName => Name.Sum(letter => letter > 0xFF ? 2 : 1) > NameBesideTheWait;
}

/// <summary>Everything a board shows at one moment, in one language.</summary>
public sealed record BoardPicture
{
    // A board that hangs upright shows all of them, a lying one the first five.
    private const int Lines = 8;

    /// <summary>The hall's name.</summary>
    public required string Name { get; init; }

    /// <summary>The hub's time.</summary>
    public required string Clock { get; init; }

    /// <summary>The newest call; null when none was made today.</summary>
    public required BoardCall? Newest { get; init; }

    /// <summary>The calls before it, each number once.</summary>
    public required IReadOnlyList<BoardCall> Last { get; init; }

    /// <summary>The zones of this board.</summary>
    public required IReadOnlyList<BoardZone> Zones { get; init; }

    /// <summary>The hall's advice; may be empty.</summary>
    public required string Tip { get; init; }

    /// <summary>How satisfied today's citizens were, with its n.</summary>
    public required string Satisfaction { get; init; }

    /// <summary>Who is responsible now; may be empty.</summary>
    public required string DutyManager { get; init; }

    /// <summary>The hall's last line; may be empty.</summary>
    public required string Footer { get; init; }

    /// <summary>Why the hall is closed in an emergency; empty when it is not.</summary>
    public required string Closing { get; init; }

    /// <summary>The definition of a board; <c>all</c> always exists. Null when there is none.</summary>
    public static BoardDefinition? Find(HallPlan plan, string board) =>
        plan.Configuration.Boards.FirstOrDefault(known => string.Equals(known.Board, board, StringComparison.OrdinalIgnoreCase))
        ?? (string.Equals(board, "all", StringComparison.OrdinalIgnoreCase) ? new BoardDefinition("all", []) : null);

    /// <summary>Draws a board.</summary>
    public static BoardPicture Of(HallSnapshot snapshot, BoardDefinition board, DateTimeOffset now, Words words)
    {
        var plan = snapshot.Plan;
        bool Shows(ZoneCode zone) => board.Zones.Count == 0 || board.Zones.Contains(zone);
        var calls = snapshot.RecentCalls.Where(call => Shows(call.Zone)).DistinctBy(call => call.Number).Take(Lines + 1)
            .Select(call => new BoardCall(call.Sequence, call.Number, call.Counter.Value, ZoneColour.ClassOf(plan, call.Zone), call.Recall))
            .ToList();
        return new()
        {
            Name = plan.Configuration.Names.In(words.Language),
            Clock = HallTime.Clock(plan, now),
            Newest = calls.FirstOrDefault(),
            Last = [.. calls.Skip(1)],
            Zones = [.. plan.Configuration.Zones.Where(zone => Shows(zone.Code)).Select(zone => ZoneOf(snapshot, zone, words))],
            Tip = Own(plan, "boardTip", words),
            Satisfaction = SatisfactionOf(snapshot.Today, words),
            DutyManager = Own(plan, "dutyManager", words),
            Footer = Own(plan, "boardFooter", words),
            Closing = snapshot.Closing is { } closing ? $"{words[Word.ClosingBand]} · {closing.Reason}" : "",
        };
    }

    private static BoardZone ZoneOf(HallSnapshot snapshot, Zone zone, Words words)
    {
        var waiting = snapshot.Zone(zone.Code);
        return new(
            zone.Code.Value, zone.Names.In(words.Language), ZoneColour.ClassOf(snapshot.Plan, zone.Code),
            words[Word.BoardWaiting, waiting?.Waiting ?? 0, WaitRange.Text(waiting?.Estimate, words)],
            [.. (waiting?.Next ?? []).Take(3)]);
    }

    private static string Own(HallPlan plan, string key, Words words) =>
        plan.Configuration.Texts.TryGetValue(key, out var text) ? text.In(words.Language) : "";

    private static string SatisfactionOf(DayTotals today, Words words)
    {
        var rated = today.Ratings.Sum();
        if (rated == 0)
        {
            return words[Word.BoardSatisfactionNone];
        }

        var satisfied = today.Ratings.Take(3).Sum();
        return words[Word.BoardSatisfaction, 100.0 * satisfied / rated,
            100.0 * Math.Min(rated, today.LegsServed) / Math.Max(1, today.LegsServed), rated];
    }
}
