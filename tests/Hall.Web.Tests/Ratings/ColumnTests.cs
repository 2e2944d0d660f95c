using System.Globalization;
using System.Text;
using Hall.Core.Feedback;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Hall.Web.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using MiniExcelLibs;

namespace Hall.Web.Tests.Ratings;

/// <summary>Columns of tallies and of figures come from one list each; what others read of them stays as it is.</summary>
public sealed class ColumnTests
{
    // As version 0.1.0 wrote it, and as spreadsheets of halls expect it.
    private const string Heading =
        "Part,Name,Served,VerySatisfied,Satisfied,BasicallySatisfied,Dissatisfied,VeryDissatisfied,ValidRatings,"
        + "SatisfactionNumerator,SatisfactionDenominator,SatisfactionPercent,SatisfactionLowPercent,SatisfactionHighPercent,"
        + "BadReviewNumerator,BadReviewDenominator,BadReviewPercent,BadReviewLowPercent,BadReviewHighPercent,"
        + "RatingRateNumerator,RatingRateDenominator,RatingRatePercent,RatingRateLowPercent,RatingRateHighPercent,"
        + "MeanScore,MeanScoreRatings,"
        + "MendedInTimeNumerator,MendedInTimeDenominator,MendedInTimePercent,MendedInTimeLowPercent,MendedInTimeHighPercent,"
        + "CalledBackNumerator,CalledBackDenominator,CalledBackPercent,CalledBackLowPercent,CalledBackHighPercent,"
        + "ComplaintRateNumerator,ComplaintRateDenominator,ComplaintRatePercent,ComplaintRateLowPercent,ComplaintRateHighPercent,"
        + "OverdueComplaints,SetAside,DefaultRatings,Unrated,LatePresses,SecondPresses,OrphanPresses,ForeignPresses,UndatedPresses,"
        + "ComplaintsSetAside";

    private static readonly RatingCounts Counts = new()
    {
        Served = 40, Valid = new(10, 2, 1, 3, 0), SetAside = new(0, 0, 0, 0, 4), Defaults = 5, Strays = new(1, 2, 3, 4, 5), Complaints = 6,
        ComplaintsAside = 1, Overdue = 2, Mended = new(3, 4), CalledBack = new(0, 0),
    };

    [Fact]
    public void Csv_OfFigures_IsWhatEarlierVersionsWrote()
    {
        var lines = Encoding.UTF8.GetString(TableFile.Csv([new("A01", "社保", Counts)], FigureColumns.All, TimeZoneInfo.Utc))
            .Split("\r\n");

        Assert.Equal("\uFEFF" + Heading, lines[0]);
        Assert.Equal(
            "A01,社保,40,10,2,1,3,0,16,13,16,81.25,56.99,93.41,3,16,18.75,"
            + "6.59,43.01,20,40,50,,,81.88,16,3,4,75,30.06,95.44,0,0,,,,6,40,15,,,"
            + "2,4,5,20,1,2,3,4,5,1", lines[1]);
    }

    [Fact]
    public void Xlsx_OfFigures_HasTheSameColumnsAndNumbersAsNumbers()
    {
        using var sheet = new MemoryStream(TableFile.Xlsx([new("A01", "社保", Counts)], FigureColumns.All, TimeZoneInfo.Utc));
        var row = (IDictionary<string, object?>)sheet.Query(useHeaderRow: true).Single();
        using var empty = new MemoryStream(TableFile.Xlsx([], FigureColumns.All, TimeZoneInfo.Utc));

        Assert.Equal(Heading.Split(','), row.Keys);
        Assert.Equal("社保", row["Name"]);
        Assert.Equal(40, Convert.ToDouble(row["Served"], CultureInfo.InvariantCulture));
        Assert.Equal(81.25, row["SatisfactionPercent"]);
        Assert.Null(row["CalledBackPercent"]);
        Assert.Equal(Heading.Split(','), ((IDictionary<string, object?>)empty.Query().Single()).Values.Select(value => $"{value}"));
    }

    [Fact]
    public void TallyColumns_AreThoseOfTheTableInItsOrder()
    {
        var names = TallyColumns.All.Select(column => column.Name).ToList();
        using var database = new HallDbContext(new DbContextOptionsBuilder<HallDbContext>().UseSqlite().Options);
        var table = database.Model.FindEntityType(typeof(TallyRow))!;

        Assert.Equal(
            "Served Valid0 Valid1 Valid2 Valid3 Valid4 Aside0 Aside1 Aside2 Aside3 Aside4 Late Second Orphan Foreign Undated Defaults",
            string.Join(' ', names));
        Assert.Equal(names.Order(),
            table.GetProperties().Where(column => column.ClrType == typeof(long)).Select(column => column.Name).Order());
        Assert.Equal("Served", names[TallyColumns.Served]);
        Assert.Equal("Valid3", names[TallyColumns.Valid(FeedbackLevel.Dissatisfied)]);
        Assert.Equal("Aside4", names[TallyColumns.Aside(FeedbackLevel.VeryDissatisfied)]);
        Assert.Equal(Enum.GetNames<UnmatchedPressKind>(),
            Enum.GetValues<UnmatchedPressKind>().Select(kind => names[TallyColumns.Stray(kind)]));
        Assert.Equal("Defaults", names[TallyColumns.Defaults]);
    }

    [Fact]
    public void AddToTally_IsTheStatementOfEarlierVersions() => Assert.Equal(
        """
        INSERT INTO tallies (Hall, Scope, Day, Hour, "Key", Zone,
        Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, Aside2, Aside3, Aside4, Late, Second, Orphan, "Foreign",
            Undated, Defaults)
        VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)
        ON CONFLICT (Hall, Scope, Day, Hour, "Key", Zone) DO UPDATE SET Served = Served + $7,
        Valid0 = Valid0 + $8, Valid1 = Valid1 + $9, Valid2 = Valid2 + $10, Valid3 = Valid3 + $11, Valid4 = Valid4 + $12,
        Aside0 = Aside0 + $13, Aside1 = Aside1 + $14, Aside2 = Aside2 + $15, Aside3 = Aside3 + $16, Aside4 = Aside4 + $17,
        Late = Late + $18, Second = Second + $19, Orphan = Orphan + $20, "Foreign" = "Foreign" + $21, Undated = Undated + $22,
        Defaults = Defaults + $23
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        RatingTables.AddToTally.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Sum_OfRowsOfAPart_AddsEveryColumnUp()
    {
        await using var hall = HallOnDisk.Started();
        var values = string.Join(",", TallyColumns.All.Select((_, place) => place + 1));
        using (var connection = PlainSqlite.Open(hall.File))
        {
            Assert.Equal(2, connection.Run(
                $"INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Zone, {TallyColumns.Listed(TallyColumns.All)}) "
                + $"VALUES ('demo-small', 2, 700000, -1, 'Q9', 'A', {values}), ('demo-small', 2, 700001, -1, 'Q9', 'A', {values})"));
        }

        var day = DateOnly.FromDayNumber(700_000);

        var part = Assert.Single(await new RatingReports(new Databases(hall)).PartsAsync(
            hall.Hall.Id, new(day, day.AddDays(1)), TallyScope.Service, null, TestContext.Current.CancellationToken));

        Assert.Equal(
            ("Q9", 2L, new LevelCounts(4, 6, 8, 10, 12), new LevelCounts(14, 16, 18, 20, 22), new StrayCounts(24, 26, 28, 30, 32), 34L),
            (part.Key, part.Counts.Served, part.Counts.Valid, part.Counts.SetAside, part.Counts.Strays, part.Counts.Defaults));
    }
}
