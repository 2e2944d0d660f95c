using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Hub.Sheets;

/// <summary>Somebody whom a table names.</summary>
/// <param name="Staff">Staff number.</param>
/// <param name="Name">Name.</param>
/// <param name="Role">Post as the table writes it; empty for a teller.</param>
/// <param name="Sheet">The tab.</param>
/// <param name="Row">The row.</param>
/// <param name="Cell">The cell of the staff number.</param>
public sealed record SheetPerson(string Staff, string Name, string Role, string Sheet, int Row, string Cell);

/// <summary>What tables make of a configuration.</summary>
/// <param name="Configuration">With what the tables add and change; null when they have faults.</param>
/// <param name="People">Whom they name.</param>
/// <param name="Services">How many services they name.</param>
/// <param name="Windows">How many windows they name.</param>
/// <param name="Faults">Everything that is wrong, each at its cell.</param>
public sealed record SheetOutcome(
    HallConfiguration? Configuration, IReadOnlyList<SheetPerson> People, int Services, int Windows, IReadOnlyList<SheetFault> Faults);

/// <summary>
/// Zones, services, windows and people from tables. What a table names is added or replaced by its code; what it does not name stays as it
/// is. Either all of it is taken or nothing.
/// </summary>
public sealed partial class CatalogueSheets
{
    private const int MostFaults = 100;
    private readonly List<SheetFault> _faults = [];
    private readonly Dictionary<string, (SheetColumns Columns, int Row)> _rowOf = [];
    private readonly List<Zone> _zones;
    private readonly List<Service> _services;
    private readonly List<CounterDefinition> _counters;
    private readonly List<SheetPerson> _people = [];
    private readonly HallConfiguration _before;
    private int _named;
    private int _windows;
    private bool _makesZones;

    private CatalogueSheets(HallConfiguration before)
    {
        _before = before;
        (_zones, _services, _counters) = ([.. before.Zones], [.. before.Services], [.. before.Counters]);
    }

    /// <summary>Reads tables.</summary>
    /// <param name="reading">The file.</param>
    /// <param name="before">What they are added to.</param>
    public static SheetOutcome Read(SheetReading reading, HallConfiguration before)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(before);
        return reading.Faults.Count > 0
            ? new(null, [], 0, 0, reading.Faults)
            : new CatalogueSheets(before).Read(reading.Tables);
    }

    private SheetOutcome Read(IReadOnlyList<SheetTable> tables)
    {
        var known = tables.Where(table => table.Rows.Count > 0).Select(SheetColumns.Of).ToList();
        foreach (var columns in known)
        {
            _faults.AddRange(columns.Twice.Select(twice => new SheetFault(columns.Table.Name, twice.Cell, "headingTwice", twice.Heading)));
            _faults.AddRange(columns.Unknown
                .Select(other => new SheetFault(columns.Table.Name, other.Cell, "heading", other.Heading)));
            if (columns.Subject is null)
            {
                _faults.Add(new(columns.Table.Name, SheetFault.CellOf(0, columns.Table.Rows[0].Number), "subject"));
            }
        }

        // Who pastes one table at a time begins with the services: a hall that has nothing yet gets its zones and a window for each.
        var has = known.Select(columns => columns.Subject).ToHashSet();
        _makesZones = _before.Zones.Count == 0 && !has.Contains(SheetSubject.Zones);
        foreach (var subject in Enum.GetValues<SheetSubject>())
        {
            foreach (var columns in known.Where(columns => columns.Subject == subject))
            {
                foreach (var row in columns.Table.Rows.Skip(1))
                {
                    Take(subject, columns, row);
                }
            }
        }

        if (_named + _windows + _people.Count == 0 && _zones.Count == _before.Zones.Count && _faults.Count == 0)
        {
            _faults.Add(new("", "", "nothing"));
        }

        if (_before.Counters.Count == 0 && !has.Contains(SheetSubject.Windows))
        {
            _counters.AddRange(_zones.Select((zone, i) => new CounterDefinition
            {
                Counter = new(Invariant($"{i + 1}")), Zone = zone.Code, Serves = ["general", "special"],
            }));
        }

        var after = _before with { Zones = _zones, Services = _services, Counters = _counters };
        return Judged(after);
    }

    private void Take(SheetSubject subject, SheetColumns columns, SheetRow row)
    {
        switch (subject)
        {
            case SheetSubject.Zones: TakeZone(columns, row); break;
            case SheetSubject.Services: TakeService(columns, row); break;
            case SheetSubject.Windows: TakeWindow(columns, row); break;
            default: TakePerson(columns, row); break;
        }
    }

    private void TakeZone(SheetColumns columns, SheetRow row)
    {
        var letter = columns.Of(row, "zone").ToUpperInvariant();
        if (letter is not [>= 'A' and <= 'Z'])
        {
            Fault(columns, row, "zone", "zoneLetter", letter);
        }
        else if (IsFirst(columns, row, "zone", $"zones/{letter}"))
        {
            Put(_zones, zone => zone.Code.Value == letter, old => (old ?? new() { Code = new(letter), Names = [] }) with
            {
                Names = Names(columns, row),
            });
        }
    }

    private void TakeService(SheetColumns columns, SheetRow row)
    {
        var code = columns.Of(row, "code").ToUpperInvariant();
        var zone = columns.Of(row, "zone").ToUpperInvariant();
        zone = zone.Length == 0 && code.Length > 0 ? code[..1] : zone;
        if (_makesZones && zone is [>= 'A' and <= 'Z'] && _zones.TrueForAll(known => known.Code.Value != zone))
        {
            _zones.Add(new() { Code = new(zone), Names = new($"{zone} 区", $"Zone {zone}") });
        }

        if (_zones.TrueForAll(known => known.Code.Value != zone))
        {
            Fault(columns, row, columns.Has("zone") ? "zone" : "code", "zoneUnknown", zone, string.Join(' ',
                _zones.Select(known => known.Code.Value)));
            return;
        }

        code = code.Length == 0 ? NextCode(zone) : code;
        if (!Code().IsMatch(code))
        {
            Fault(columns, row, "code", "code", code);
            return;
        }

        if (!IsFirst(columns, row, "code", $"services/{code}") || !TryMinutes(columns, row, out var minutes))
        {
            return;
        }

        _named++;
        Put(_services, service => service.Code.Value == code, old =>
        {
            var service = (old ?? new Service { Code = new(code), Zone = new(zone), Names = [] }) with
            {
                Zone = new(zone), Names = Names(columns, row, old?.Names), Minutes = minutes ?? old?.Minutes ?? 6,
            };
            service = columns.Of(row, "kind") is { Length: > 0 } kind
                ? service with { Kind = kind is "special" or "专门" or "特殊" ? ServiceKind.Special : ServiceKind.General } : service;
            service = columns.Of(row, "frequent") is { Length: > 0 } often ? service with { Frequent = IsYes(often) } : service;
            service = columns.Of(row, "initials") is { Length: > 0 } initials ? service with { Initials = initials } : service;
            service = Listed(columns.Of(row, "documents")) is { Count: > 0 } papers
                ? service with { Documents = new Dictionary<string, IReadOnlyList<string>>(service.Documents) { ["zh-CN"] = papers } }
                : service;
            service = Listed(columns.Of(row, "aka")) is { Count: > 0 } words
                ? service with
                {
                    EverydayWords = new Dictionary<string, IReadOnlyList<string>>(service.EverydayWords) { ["zh-CN"] = words },
                }
                : service;
            return old is null ? ProposedWords.With(service) : service;
        });
    }

    private void TakeWindow(SheetColumns columns, SheetRow row)
    {
        var number = columns.Of(row, "window");
        var zone = columns.Of(row, "zone").ToUpperInvariant();
        if (number.Length == 0)
        {
            Fault(columns, row, "window", "empty");
        }
        else if (_zones.TrueForAll(known => known.Code.Value != zone))
        {
            Fault(columns, row, "zone", "zoneUnknown", zone, string.Join(' ', _zones.Select(known => known.Code.Value)));
        }
        else if (IsFirst(columns, row, "window", $"counters/{number}"))
        {
            _windows++;
            var serves = Listed(columns.Of(row, "serves")).Select(word => word switch
            {
                "普通" or "全部普通" => "general",
                "专门" or "特殊" => "special",
                _ => word,
            }).ToList();
            Put(_counters, counter => counter.Counter.Value == number, old => (old
                ?? new() { Counter = new(number), Zone = new(zone), Serves = ["general", "special"] }) with
            {
                Zone = new(zone), Serves = serves.Count > 0 ? serves : old?.Serves ?? ["general", "special"],
            });
        }
    }

    private void TakePerson(SheetColumns columns, SheetRow row)
    {
        var (staff, name) = (columns.Of(row, "staff"), columns.Of(row, "name"));
        if (staff.Length == 0)
        {
            Fault(columns, row, "staff", "empty");
        }
        else if (name.Length == 0)
        {
            Fault(columns, row, "name", "empty");
        }
        else if (IsFirst(columns, row, "staff", $"people/{staff}"))
        {
            _people.Add(new(staff, name, columns.Of(row, "role"), columns.Table.Name, row.Number, columns.CellOf(row.Number, "staff")));
        }
    }
}
