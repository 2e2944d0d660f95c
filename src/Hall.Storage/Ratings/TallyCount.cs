using Hall.Storage.Data;

namespace Hall.Storage.Ratings;

/// <summary>The tallies of a hall counted from its legs and ratings in one go, in SQL: what the hub adds up while it runs, without the
/// presses that changed nothing.</summary>
internal static class TallyCount
{
    /// <summary>The columns that are counted, in the order of <see cref="Counted"/>.</summary>
    public static string Columns { get; } = TallyColumns.Listed(TallyColumns.OfRows);

    private static readonly (TallyScope Scope, string Hour, string Key, string Zone)[] Scopes =
    [
        (TallyScope.Hall, "Hour", "''", "''"), (TallyScope.Zone, "Hour", "Zone", "Zone"), (TallyScope.Service, "-1", "Service", "Zone"),
        (TallyScope.Counter, "-1", "Counter", "Zone"), (TallyScope.Teller, "-1", "Teller", "Zone"),
    ];

    /// <summary>Two common table expressions, <c>one</c> and <c>counted</c> (Scope, Day, Hour, Key, Zone, then the columns), of
    /// <c>$hall</c>.</summary>
    public static string Counted => CountedOf("");

    /// <summary>The same of some legs only.</summary>
    /// <param name="also">A further condition on <c>l</c>, the legs, such as <c>AND l.Day = 5</c>.</param>
    public static string CountedOf(string also)
    {
        var counts = string.Join(", ", TallyColumns.OfRows.Select(column => $"{column.Counted} AS {column.Sql}"));
        var counted = string.Join(" UNION ALL ", Scopes.Select(part =>
            Invariant(
                $"SELECT {(int)part.Scope} AS Scope, Day, {part.Hour} AS Hour, {part.Key} AS \"Key\", {part.Zone} AS Zone, {counts} ")
                + "FROM one GROUP BY 1, 2, 3, 4, 5"));
        return $"""
            one AS (SELECT l.Day, l.Hour, l.Zone, l.Service, l.Counter, l.Teller, IFNULL(r.Level, '') AS Level,
                a.Ticket IS NOT NULL AS Aside, d.Link IS NOT NULL AS Silent
                FROM legs l LEFT JOIN feedback r ON r.Hall = l.Hall AND r.Ticket = l.Ticket AND r.Leg = l.Leg
                    AND r.Occasion = {RatingOccasion.First}
                LEFT JOIN feedback_aside a ON a.Hall = l.Hall AND a.Ticket = l.Ticket AND a.Leg = l.Leg
                LEFT JOIN feedback d ON d.Hall = l.Hall AND d.Ticket = l.Ticket AND d.Leg = l.Leg
                    AND d.Occasion = {RatingOccasion.Default} WHERE l.Hall = $hall {also}),
            counted AS ({counted})
            """;
    }
}
