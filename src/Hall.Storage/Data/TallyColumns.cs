using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using Hall.Core.Feedback;

namespace Hall.Storage.Data;

/// <summary>A count that every tally keeps.</summary>
/// <param name="Name">The column, and the property of <see cref="TallyRow"/>.</param>
/// <param name="Counted">SQL that counts it from the rows of a part, <c>Level</c>, <c>Aside</c> and <c>Silent</c> a leg; null for a press
/// that changed nothing, of which no row is kept.</param>
internal sealed record TallyColumn(string Name, string? Counted = null)
{
    /// <summary>The column as SQL names it.</summary>
    public string Sql => Name == nameof(TallyRow.Foreign) ? $"\"{Name}\"" : Name;

    /// <summary>The property that holds it.</summary>
    public PropertyInfo Property { get; } =
        typeof(TallyRow).GetProperty(Name) ?? throw new InvalidOperationException($"TallyRow has no {Name}.");
}

/// <summary>
/// The counts of a tally, the one list from which the statements, the sums and the checks of <c>tallies</c> are made. A new count is a
/// property of <see cref="TallyRow"/> with its migration, a line here, and a line in <see cref="CountsOf"/>.
/// </summary>
internal static class TallyColumns
{
    private static readonly ImmutableArray<FeedbackLevel> Levels = [.. Enum.GetValues<FeedbackLevel>()];

    /// <summary>Every count, in the order of the table.</summary>
    public static ImmutableArray<TallyColumn> All { get; } =
    [
        new(nameof(TallyRow.Served), "COUNT(*)"),
        .. Levels.Select(level => new TallyColumn(Invariant($"Valid{(int)level}"), $"SUM(Level = '{level}' AND NOT Aside)")),
        .. Levels.Select(level => new TallyColumn(Invariant($"Aside{(int)level}"), $"SUM(Level = '{level}' AND Aside)")),
        .. Enum.GetNames<UnmatchedPressKind>().Select(kind => new TallyColumn(kind)),
        new(nameof(TallyRow.Defaults), "SUM(Silent)"),
    ];

    /// <summary>Those that can be counted again from legs and ratings.</summary>
    public static ImmutableArray<TallyColumn> OfRows { get; } = [.. All.Where(column => column.Counted is not null)];

    /// <summary>Place of the served legs.</summary>
    public static int Served { get; } = PlaceOf(nameof(TallyRow.Served));

    /// <summary>Place of the default ratings.</summary>
    public static int Defaults { get; } = PlaceOf(nameof(TallyRow.Defaults));

    private static readonly int FirstValid = PlaceOf(nameof(TallyRow.Valid0));
    private static readonly int FirstAside = PlaceOf(nameof(TallyRow.Aside0));
    private static readonly int FirstStray = PlaceOf(nameof(TallyRow.Late));

    /// <summary>Place of the valid ratings of a level.</summary>
    public static int Valid(FeedbackLevel level) => FirstValid + (int)level;

    /// <summary>Place of the ratings of a level that were set aside.</summary>
    public static int Aside(FeedbackLevel level) => FirstAside + (int)level;

    /// <summary>Place of the presses that changed nothing, of a kind.</summary>
    public static int Stray(UnmatchedPressKind kind) => FirstStray + (int)kind;

    /// <summary>Their names as SQL lists them.</summary>
    /// <param name="columns">The columns.</param>
    /// <param name="separator">What stands between them.</param>
    public static string Listed(IEnumerable<TallyColumn> columns, string separator = ", ") =>
        string.Join(separator, columns.Select(column => column.Sql));

    /// <summary>Adds the rows of a part up, as SQL does: the sum of each column under the part's key.</summary>
    public static Expression<Func<IGrouping<string, TallyRow>, TallyRow>> Sum { get; } = SumOfAll();

    /// <summary>What the counts of a row mean.</summary>
    public static RatingCounts CountsOf(TallyRow row) => new()
    {
        Served = row.Served,
        Defaults = row.Defaults,
        Valid = new(row.Valid0, row.Valid1, row.Valid2, row.Valid3, row.Valid4),
        SetAside = new(row.Aside0, row.Aside1, row.Aside2, row.Aside3, row.Aside4),
        Strays = new(row.Late, row.Second, row.Orphan, row.Foreign, row.Undated),
    };

    private static Expression<Func<IGrouping<string, TallyRow>, TallyRow>> SumOfAll()
    {
        var group = Expression.Parameter(typeof(IGrouping<string, TallyRow>), "group");
        var row = Expression.Parameter(typeof(TallyRow), "row");
        var sums = All.Select(column => Expression.Bind(column.Property, Expression.Call(
            typeof(Enumerable), nameof(Enumerable.Sum), [typeof(TallyRow)], group,
            Expression.Lambda<Func<TallyRow, long>>(Expression.Property(row, column.Property), row))));
        var key = Expression.Bind(typeof(TallyRow).GetProperty(nameof(TallyRow.Key))!,
            Expression.Property(group, nameof(IGrouping<,>.Key)));
        return Expression.Lambda<Func<IGrouping<string, TallyRow>, TallyRow>>(
            Expression.MemberInit(Expression.New(typeof(TallyRow)), sums.Prepend(key)), group);
    }

    private static int PlaceOf(string name) => All.IndexOf(All.First(column => column.Name == name));
}
