using Hall.Forecasting.Files;
using Hall.Forecasting.Logs;

namespace Hall.Web.CommandLine;

/// <summary>Reads a recorded log of contacts, and refuses one that cannot be true.</summary>
public static class ContactLog
{
    private const double DaySeconds = 86_400;

    /// <summary>The columns of a log.</summary>
    public static string[] Columns { get; } = ["day", "arrive_s", "service", "priority", "call_s", "end_s", "server", "outcome"];

    /// <summary>All contacts of a log, in its order.</summary>
    /// <exception cref="FaultyFileException">The log is not sound; says where.</exception>
    public static List<Contact> Read(string file)
    {
        var contacts = new List<Contact>();
        using var row = CsvTable.Open(file, Columns);
        while (row.Read())
        {
            var contact = Contact(row);
            if (contacts.Count > 0)
            {
                CheckOrder(row, contacts[^1], contact);
            }

            contacts.Add(contact);
        }

        return contacts;
    }

    private static Contact Contact(CsvTable row)
    {
        var day = row.Whole("day");
        var arrive = Second(row, "arrive_s");
        var service = row.Text("service");
        var priority = row.Optional("priority");
        var isServed = row.Text("outcome") switch
        {
            "served" => true,
            "abandoned" => false,
            var other => throw row.Fault("outcome", $"\"{other}\" is not known; it is served or abandoned."),
        };
        var call = Second(row, "call_s");
        if (call < arrive)
        {
            throw row.Fault("call_s", Invariant($"the call at {call} is before the arrival at {arrive}{MidnightHint}"));
        }

        // One who left has no service that could end.
        var end = isServed || row.Optional("end_s").Length > 0 ? Second(row, "end_s") : call;
        return end >= call
            ? new(day, arrive, service, priority, call, end, row.Optional("server"), isServed)
            : throw row.Fault("end_s", Invariant($"the end at {end} is before the call at {call}{MidnightHint}"));
    }

    private const string MidnightHint = "; a day that crosses midnight must be written as two days.";

    private static double Second(CsvTable row, string column)
    {
        var second = row.Number(column);
        return second <= DaySeconds
            ? second
            : throw row.Fault(column, Invariant($"{second} is beyond the day's {DaySeconds} seconds{MidnightHint}"));
    }

    private static void CheckOrder(CsvTable row, Contact last, Contact next)
    {
        if (next.Day < last.Day)
        {
            throw row.Fault("day", Invariant($"{next.Day} comes after {last.Day}; rows must be in the order of day and arrival."));
        }

        if (next.Day == last.Day && next.ArriveSeconds < last.ArriveSeconds)
        {
            throw row.Fault("arrive_s",
                Invariant($"{next.ArriveSeconds} comes after {last.ArriveSeconds}; rows must be in the order of day and arrival."));
        }
    }
}
