namespace Hall.Architecture.Tests.Levels;

public sealed class LevelTablesTests
{
    [Fact]
    public void Read_TheFourTables_GivesTheirRows()
    {
        var tables = LevelTables.Read(GivenCode.Document.Replace("## Something", """
            | project | from | to | why |
            |---|---|---|---|
            | Hall.Low | `Ids` | `Words` | A name is a word. |

            | project | knot today |
            |---|---|
            | Hall.High | `.`, `Pages` |

            ## Something
            """, StringComparison.Ordinal));

        Assert.Equal([("Hall.Low", 0), ("Hall.High", 1)], tables.Uses.Select(row => (row.Project, row.MayUse.Count)));
        Assert.Equal(["Tickets", "Tickets/Old"], tables.Levels.Single(row => row is { Project: "Hall.Low", Level: 1 }).Folders);
        Assert.Equal([new SidewaysRow("Hall.Low", "Ids", "Words")], tables.Sideways);
        Assert.Equal([".", "Pages"], Assert.Single(tables.Knots).Folders);
    }

    [Theory]
    [InlineData("## Levels", "## Floors", "no heading \"## Levels\"")]
    [InlineData("| project | may use |", "| project | uses |", "| project | uses | under \"## Levels\" is none")]
    [InlineData("| Hall.Low | 0 |", "| Hall.Low | ground |", "\"ground\" is no level")]
    [InlineData("| The program |", "|", "3 cells; its table has 4 columns")]
    [InlineData(
        "## Something",
        "| project | from | to | why |\n|---|---|---|---|\n| Hall.Low | Ids | Words | |\n\n## Something", "gives no reason")]
    public void Read_SomethingIsWrong_SaysWhat(string instead, string of, string said)
    {
        var document = GivenCode.Document.Replace(instead, of, StringComparison.Ordinal);

        var fault = Assert.Throws<FormatException>(() => LevelTables.Read(document));

        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ATableIsMissing_SaysWhichOne()
    {
        const string Document = "## Levels\n\n| project | may use |\n|---|---|\n| Hall.Low | nothing |\n";

        var fault = Assert.Throws<FormatException>(() => LevelTables.Read(Document));

        Assert.Contains("there is no table | project | level | folders | what |", fault.Message, StringComparison.Ordinal);
    }
}
