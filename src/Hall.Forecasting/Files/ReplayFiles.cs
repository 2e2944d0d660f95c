using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Files;

/// <summary>A recorded or invented day, read from two files.</summary>
/// <param name="Hall">A hall with the counters and services of the files.</param>
/// <param name="Visitors">By arrival.</param>
/// <param name="Shifts">When counters are open.</param>
/// <param name="ServiceNames">What the files call a service of <paramref name="Hall"/>.</param>
public sealed record ReplayDay(
    HallConfiguration Hall, IReadOnlyList<Visitor> Visitors, IReadOnlyList<Shift> Shifts,
        IReadOnlyDictionary<ServiceCode, string> ServiceNames);

/// <summary>
/// Reads <c>TICKETS.csv</c> (<c>id,arrive_s,service,priority,service_s,patience_s</c>) and <c>COUNTERS.csv</c>
/// (<c>counter,services,open_s,close_s</c>). A counter with a break has a row for each shift. Seconds go on counting beyond midnight.
/// </summary>
public static class ReplayFiles
{
    private static readonly ZoneCode Zone = new("A");
    private static readonly string[] TicketColumns = ["id", "arrive_s", "service", "priority", "service_s", "patience_s"];
    private static readonly string[] CounterColumns = ["counter", "services", "open_s", "close_s"];

    /// <summary>Reads both files.</summary>
    /// <exception cref="FaultyFileException">A file cannot be used.</exception>
    public static ReplayDay Read(string tickets, string counters)
    {
        var codes = new Dictionary<string, ServiceCode>(StringComparer.Ordinal);
        var definitions = new OrderedDictionary<CounterId, CounterDefinition>();
        var shifts = new List<Shift>();
        using (var table = CsvTable.Open(counters, CounterColumns))
        {
            while (table.Read())
            {
                ReadCounter(table, codes, definitions, shifts);
            }
        }

        return new(HallOf(codes, definitions.Values), ReadTickets(tickets, codes), shifts,
            codes.ToDictionary(pair => pair.Value, pair => pair.Key));
    }

    private static void ReadCounter(
        CsvTable table, Dictionary<string, ServiceCode> codes, OrderedDictionary<CounterId, CounterDefinition> definitions,
            List<Shift> shifts)
    {
        var id = new CounterId(table.Text("counter"));
        var names = table.Text("services").Split(';', StringSplitOptions.TrimEntries);
        if (names.Contains(""))
        {
            throw table.Fault("services", "a service between two semicolons is empty.");
        }

        var serves = names.Distinct().Select(CodeOf).ToList();
        var (from, to) = (table.Seconds("open_s"), table.Seconds("close_s"));
        if (to <= from)
        {
            throw table.Fault(
                "close_s", Invariant($"the counter would close at {to.TotalSeconds} s, not after it opens at {from.TotalSeconds} s. ")
                + "Beyond midnight go on counting: 01:00 is 90000.");
        }

        if (!definitions.TryAdd(id, new() { Counter = id, Zone = Zone, Serves = serves })
            && !definitions[id].Serves.Order(StringComparer.Ordinal).SequenceEqual(serves.Order(StringComparer.Ordinal)))
        {
            throw table.Fault("services", $"counter {id} stands in a row above with other services.");
        }

        if (shifts.Exists(shift => shift.Counter == id && shift.From < to && from < shift.To))
        {
            throw table.Fault("open_s", $"counter {id} is open at this time in a row above.");
        }

        shifts.Add(new(id, from, to));

        // Their own codes, because a file may call a service "general", which would mean all of that kind.
        string CodeOf(string name)
        {
            if (!codes.TryGetValue(name, out var code))
            {
                codes[name] = code = new(Invariant($"S{codes.Count + 1}"));
            }

            return code.Value;
        }
    }

    private static List<Visitor> ReadTickets(string path, Dictionary<string, ServiceCode> codes)
    {
        var priorities = PriorityClass.Defaults.ToDictionary(priority => priority.Code.Value, priority => priority.Code);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var visitors = new List<Visitor>();
        var before = TimeSpan.Zero;
        using var table = CsvTable.Open(path, TicketColumns);
        while (table.Read())
        {
            var id = table.Text("id");
            if (!ids.Add(id))
            {
                throw table.Fault("id", $"{id} stands in a row above.");
            }

            var arrives = table.Seconds("arrive_s");
            if (arrives < before)
            {
                throw table.Fault(
                    "arrive_s", Invariant($"{arrives.TotalSeconds} is earlier than {before.TotalSeconds} in the row above; ")
                    + "rows stand in the order of arrival. Beyond midnight go on counting: 00:05 is 86700.");
            }

            before = arrives;
            visitors.Add(new(arrives, ServiceOf(table, codes), PriorityOf(table, priorities), table.Seconds("service_s"),
                table.Optional("patience_s").Length == 0 ? null : table.Seconds("patience_s")));
        }

        return visitors;
    }

    private static ServiceCode ServiceOf(CsvTable table, Dictionary<string, ServiceCode> codes)
    {
        var name = table.Text("service");
        return codes.TryGetValue(name, out var code) ? code : throw table.Fault("service", $"no counter serves the service '{name}'.");
    }

    private static PriorityCode PriorityOf(CsvTable table, Dictionary<string, PriorityCode> priorities)
    {
        var name = table.Optional("priority");
        return name.Length == 0 ? PriorityCode.None
            : priorities.TryGetValue(name, out var code) ? code
            : throw table.Fault("priority", $"there is no class '{name}'. The classes are {string.Join(", ", priorities.Keys)}.");
    }

    private static HallConfiguration HallOf(Dictionary<string, ServiceCode> codes, IEnumerable<CounterDefinition> counters) => new()
    {
        Hall = new("replay"),
        Names = new("回放", "Replay"),
        TimeZone = "UTC",
        Hours = new() { Always = true },
        Zones = [new() { Code = Zone, Names = new("甲区", "Zone A") }],
        Services = [.. codes.Select(code => new Service { Code = code.Value, Zone = Zone, Names = new(code.Key, code.Key) })],
        Counters = [.. counters],
        Rules = new() { RestSeconds = 0, ReserveSpecialCounters = false },
    };
}
