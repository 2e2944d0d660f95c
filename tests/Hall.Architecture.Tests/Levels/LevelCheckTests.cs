using static Hall.Architecture.Tests.Levels.GivenCode;

namespace Hall.Architecture.Tests.Levels;

public sealed class LevelCheckTests
{
    [Fact]
    public void Faults_CodeIsAsTheTablesSay_AreNone() => Assert.Empty(LevelCheck.Faults(Tables, Map));

    [Fact]
    public void Faults_ALowFolderUsesAHighOne_NameTypesFoldersAndRows() => Says(
        Tables, Map.With(Edge("Hall.Low/Ids", "TicketId", "Hall.Low/Tickets/Old", "Leaflet")),
        "TicketId in Hall.Low/Ids uses Leaflet in Hall.Low/Tickets/Old", "upwards", "| Hall.Low | 0 |", "| Hall.Low | 1 |");

    [Fact]
    public void Faults_AFolderUsesOneOfItsLevel_NameTypesFoldersAndTheRowThatWouldAllowIt() => Says(
        Tables, Map.With(Edge("Hall.Low/Tickets", "Ticket", "Hall.Low/Tickets/Old", "Leaflet")),
        "Ticket in Hall.Low/Tickets uses Leaflet in Hall.Low/Tickets/Old", "both stand on level 1",
        "| Hall.Low | Tickets | Tickets/Old | … |");

    [Fact]
    public void Faults_AnAllowedUseWithinALevel_AreNone() => Assert.Empty(LevelCheck.Faults(
        Tables.Allowing(new SidewaysRow("Hall.Low", "Tickets", "Tickets/Old")),
        Map.With(Edge("Hall.Low/Tickets", "Ticket", "Hall.Low/Tickets/Old", "Leaflet"))));

    [Fact]
    public void Faults_ARowAllowsWhatNothingDoes_SayTakeItOut() =>
        Says(Tables.Allowing(new SidewaysRow("Hall.Low", "Ids", "Words")), Map, "| Hall.Low | Ids | Words |", "nothing does");

    [Fact]
    public void Faults_ARowAllowsWhatIsBelowAnyhow_SayTakeItOut() =>
        Says(Tables.Allowing(new SidewaysRow("Hall.Low", "Tickets", "Ids")), Map, "| Hall.Low | Tickets | Ids |", "two levels");

    [Fact]
    public void Faults_AllowedUsesGoRoundInACircle_NameIt() => Says(
        Tables.Allowing(new("Hall.Low", "Ids", "Words"), new("Hall.Low", "Words", "Ids")),
        Map.With(IdsUseWords, WordsUseIds),
        "Folders of Hall.Low reach each other: Ids, Words", "TicketId in Hall.Low/Ids uses Word", "Cut one of these");

    [Fact]
    public void Faults_AFolderWithoutRow_NameItAndTheLowestRowThatFits() => Says(
        Tables,
        (Map with { Folders = [.. Map.Folders, new("Hall.Low", "Counters")] })
            .With(Edge("Hall.Low/Counters", "Counter", "Hall.Low/Tickets", "Ticket")),
        "Hall.Low/Counters stands in no row", "| Hall.Low | 2 |");

    [Fact]
    public void Faults_ARowNamesAFolderThatIsNot_SayTakeItOut() => Says(
        Tables, Map with { Folders = [.. Map.Folders.Where(place => place.Folder != "Words")] }, "| Hall.Low | 0 | names Words");

    [Fact]
    public void Faults_AFolderInTwoRows_NameBoth() => Says(
        Tables with { Levels = [.. Tables.Levels, new("Hall.Low", 2, ["Ids"])] }, Map,
        "Hall.Low/Ids", "| Hall.Low | 0 |", "| Hall.Low | 2 |");

    [Fact]
    public void Faults_AProjectWithoutLevels_SayAddThem() => Says(
        Tables with { Levels = [.. Tables.Levels.Where(row => row.Project != "Hall.High")] }, Map, "Hall.High has no row", "| level |");

    [Fact]
    public void Faults_AProjectThatTheTablesLack_SayAddIt() => Says(
        Tables with { Levels = [.. Tables.Levels, new("Hall.New", 0, ["."])] },
        Map with { Folders = [.. Map.Folders, new("Hall.New", ".")] },
        "The project Hall.New has no row in the table | project | may use |");

    [Fact]
    public void Faults_ARowOfAProjectThatIsNot_SayTakeItOut() =>
        Says(Tables with { Uses = [.. Tables.Uses, new("Hall.Gone", [])] }, Map, "| Hall.Gone |", "does not exist");

    [Fact]
    public void Faults_AProjectRefersToOneItMayNotUse_NameFileAndRow() => Says(
        Tables, Map with { References = [.. Map.References, new("Hall.Low", "Hall.High")] },
        "Hall.Low.csproj refers to Hall.High", "| Hall.Low | … |");

    [Fact]
    public void Faults_ATypeUsesAProjectThroughAnother_NameBothTypes() => Says(
        Tables, Map.With(Edge("Hall.Low/Tickets", "Ticket", "Hall.High/.", "Program")),
        "Ticket in Hall.Low/Tickets uses Program in Hall.High (its own folder)", "Hall.Low may not use Hall.High", "| Hall.Low | … |");

    [Fact]
    public void Faults_AKnotThatIsAllowedToday_AreNone() =>
        Assert.Empty(LevelCheck.Faults(Tables.Knotted(new KnotRow("Hall.Low", ["Ids", "Tickets"])), Knot));

    [Fact]
    public void Faults_AnAllowedKnotIsCut_SayShortenTheRow() =>
        Says(Tables.Knotted(new KnotRow("Hall.Low", ["Ids", "Tickets"])), Map, "| Hall.Low |", "longer than necessary: Ids, Tickets");

    [Fact]
    public void Faults_AFolderJoinsAnAllowedKnot_NameItAndHowItGotIn() => Says(
        (Tables with { Levels = [.. Tables.Levels.Where(row => row.Project != "Hall.Low")] })
            .Knotted(new KnotRow("Hall.Low", ["Ids", "Tickets"])),
        Knot.With(IdsUseWords, WordsUseIds),
        "Hall.Low reach each other: Ids, Tickets, Words", "Word in Hall.Low/Words uses TicketId",
        "Not in the row | Hall.Low |", "knot today |: Words");

    private static Edge IdsUseWords => Edge("Hall.Low/Ids", "TicketId", "Hall.Low/Words", "Word");

    private static Edge WordsUseIds => Edge("Hall.Low/Words", "Word", "Hall.Low/Ids", "TicketId");

    private static CodeMap Knot => Map.With(Edge("Hall.Low/Ids", "TicketId", "Hall.Low/Tickets", "Ticket"));

    private static void Says(LevelTables tables, CodeMap code, params string[] parts)
    {
        var fault = Assert.Single(LevelCheck.Faults(tables, code));
        Assert.All(parts, part => Assert.Contains(part, fault, StringComparison.Ordinal));
    }
}
