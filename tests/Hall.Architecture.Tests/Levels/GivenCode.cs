namespace Hall.Architecture.Tests.Levels;

/// <summary>Two small projects that are as their tables say; each test spoils one thing.</summary>
internal static class GivenCode
{
    public const string Document = """
        # A document

        ## Levels

        | project | may use |
        |---|---|
        | Hall.Low | nothing |
        | Hall.High | Hall.Low |

        | project | level | folders | what |
        |---|---|---|---|
        | Hall.Low | 0 | `Ids`, `Words` | What everything has a name by |
        | Hall.Low | 1 | `Tickets`, `Tickets/Old` | One citizen's stay |
        | Hall.High | 0 | `.` | The program |

        ## Something else

        | a table | of no interest |
        |---|---|
        | x | y |
        """;

    public static LevelTables Tables => LevelTables.Read(Document);

    public static CodeMap Map => new(
        [
            new("Hall.Low", "Ids"), new("Hall.Low", "Words"), new("Hall.Low", "Tickets"), new("Hall.Low", "Tickets/Old"),
            new("Hall.High", "."),
        ],
        [new("Hall.High", "Hall.Low")],
        [Edge("Hall.Low/Tickets", "Ticket", "Hall.Low/Ids", "TicketId"), Edge("Hall.High/.", "Program", "Hall.Low/Tickets", "Ticket")]);

    public static Edge Edge(string from, string user, string to, string used) => new(PlaceOf(from), user, PlaceOf(to), used);

    public static CodeMap With(this CodeMap code, params Edge[] edges) => code with { Edges = [.. code.Edges, .. edges] };

    public static LevelTables Allowing(this LevelTables tables, params SidewaysRow[] rows) => tables with { Sideways = rows };

    public static LevelTables Knotted(this LevelTables tables, params KnotRow[] rows) => tables with { Knots = rows };

    private static Place PlaceOf(string path)
    {
        var cut = path.IndexOf('/', StringComparison.Ordinal);
        return new(path[..cut], path[(cut + 1)..]);
    }
}
