using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Sheets;
using Hall.Storage.Past;

namespace Hall.Hub.Balance;

/// <summary>What a table of old visits holds.</summary>
/// <param name="Visits">Its visits; empty when it has faults.</param>
/// <param name="Faults">Everything that is wrong, each at its line.</param>
public sealed record PastReading(IReadOnlyList<ImportedVisit> Visits, IReadOnlyList<SheetFault> Faults);

/// <summary>
/// Reads another system's visits: a plain CSV or a workbook with a row for each. What cannot be true is told at its line, and nothing is
/// taken then.
/// </summary>
public sealed class PastImporter
{
    /// <summary>Visits of one import, at most.</summary>
    public const int MostVisits = 400_000;

    private const int MostFaults = 50;
    private static readonly TimeSpan LongestDay = TimeSpan.FromHours(24);
    private static readonly string[] Needed = ["arrive", "call", "end", "service"];
    private readonly List<SheetFault> _faults = [];
    private readonly Dictionary<string, int> _places = [];
    private readonly PastMapping _mapping;
    private readonly HallPlan _plan;
    private readonly DateOnly _before;
    private readonly Dictionary<string, string> _codes;
    private string _tab = "";

    private PastImporter(PastMapping mapping, HallPlan plan, DateOnly before)
    {
        (_mapping, _plan, _before) = (mapping, plan, before);
        _codes = new(StringComparer.OrdinalIgnoreCase);
        foreach (var service in plan.Configuration.Services)
        {
            _codes.TryAdd(service.Names.In("zh-CN"), service.Code.Value);
            _codes[service.Code.Value] = service.Code.Value;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="mapping">How it says what ours says.</param>
    /// <param name="plan">The hall.</param>
    /// <param name="before">The first day that the hall's own record has: an older system's visits end before it.</param>
    public static PastReading Read(byte[] file, PastMapping mapping, HallPlan plan, DateOnly before)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(plan);
        var reading = SheetFile.Read(file, MostVisits + 1);
        return reading.Faults.Count > 0 ? new([], reading.Faults) : new PastImporter(mapping, plan, before).Read(reading.Tables[0]);
    }

    private PastReading Read(SheetTable table)
    {
        _tab = table.Name;
        var header = table.Rows[0];
        for (var place = 0; place < header.Cells.Count; place++)
        {
            var column = PastMapping.Columns.FirstOrDefault(ours =>
                string.Equals(_mapping.Theirs.GetValueOrDefault(ours, ours), header.Cells[place], StringComparison.OrdinalIgnoreCase));
            if (column is not null)
            {
                _places.TryAdd(column, place);
            }
        }

        foreach (var column in Needed.Where(column => !_places.ContainsKey(column)))
        {
            Fault(header, "", "column", _mapping.Theirs.GetValueOrDefault(column, column));
        }

        var visits = new List<(SheetRow Row, ImportedVisit Visit)>();
        foreach (var row in _faults.Count == 0 ? table.Rows.Skip(1) : [])
        {
            if (_faults.Count >= MostFaults)
            {
                break;
            }

            if (VisitOf(row) is { } visit)
            {
                visits.Add((row, visit));
            }
        }

        if (_faults.Count == 0 && visits.Count == 0)
        {
            _faults.Add(new(_tab, "", "nothing"));
        }

        CheckOverlaps(visits, visit => visit.Counter, "counter", "counterTwice");
        CheckOverlaps(visits, visit => visit.Teller, "teller", "tellerTwice");
        return _faults.Count > 0 ? new([], [.. _faults.Take(MostFaults)]) : new([.. visits.Select(pair => pair.Visit)], []);
    }

    private ImportedVisit? VisitOf(SheetRow row)
    {
        var faults = _faults.Count;
        var arrive = Moment(row, "arrive", null);
        if (arrive is not { Day: { } day } at)
        {
            return null;
        }

        if (day >= _before)
        {
            Fault(row, _places.ContainsKey("day") ? "day" : "arrive", "ownDay", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                _before.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            return null;
        }

        var isServed = IsServed(row);
        if (Later(row, "call", at, "arrive") is not { } call)
        {
            // What follows from it would only hide the other rows.
            return null;
        }

        var start = _places.ContainsKey("start") && Of(row, "start").Length > 0 ? Later(row, "start", call, "call") : call;
        var end = isServed || Of(row, "end").Length > 0 ? Later(row, "end", start ?? at, _places.ContainsKey("start") ? "start" : "call")
            : start;
        var service = ServiceOf(row);
        var priority = Of(row, "priority") is { Length: > 0 } said ? _mapping.Priorities.GetValueOrDefault(said, said) : "none";
        if (!_plan.Priorities.ContainsKey(new(priority)) && priority != "none")
        {
            Fault(row, "priority", "priority", priority, string.Join(' ', _plan.Priorities.Keys));
        }

        return _faults.Count > faults || start is null || end is null ? null : new(day.DayNumber, Millis(at.Time),
            Millis(call.Time), Millis(start.Value.Time), Millis(end.Value.Time), service, isServed ? Of(row, "counter") : "",
            isServed ? Of(row, "teller") : "", priority, isServed);
    }

    private bool IsServed(SheetRow row)
    {
        var said = Of(row, "outcome");
        switch (_mapping.Outcomes.GetValueOrDefault(said, said).ToLowerInvariant())
        {
            case "" or "served": return true;
            case "left" or "abandoned" or "no-show": return false;
            default:
                Fault(row, "outcome", "outcome", said);
                return true;
        }
    }

    private string ServiceOf(SheetRow row)
    {
        var said = Of(row, "service");
        if (_codes.TryGetValue(_mapping.Services.GetValueOrDefault(said, said), out var code))
        {
            return code;
        }

        Fault(row, "service", "service", said);
        return "";
    }

    private (DateOnly? Day, TimeSpan Time)? Later(SheetRow row, string column, (DateOnly? Day, TimeSpan Time) than, string thanColumn)
    {
        if (Moment(row, column, than.Day) is not { } moment)
        {
            return null;
        }

        if (moment.Day != than.Day)
        {
            Fault(row, column, "otherDay");
            return null;
        }

        if (moment.Time >= than.Time)
        {
            return moment;
        }

        Fault(row, column, "before", Of(row, column), _mapping.Theirs.GetValueOrDefault(thanColumn, thanColumn), Of(row, thanColumn));
        return null;
    }

    // A time carries its date, or stands beside a column with the day.
    private (DateOnly? Day, TimeSpan Time)? Moment(SheetRow row, string column, DateOnly? day)
    {
        var text = Of(row, column);
        if (DateTime.TryParseExact(text, [_mapping.TimeFormat, "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var whole))
        {
            return (DateOnly.FromDateTime(whole), whole.TimeOfDay);
        }

        if (!TimeSpan.TryParseExact(text, ["h\\:mm\\:ss", "hh\\:mm\\:ss", "h\\:mm", "hh\\:mm"], CultureInfo.InvariantCulture, out var time)
            || time >= LongestDay)
        {
            Fault(row, column, "time", text);
            return null;
        }

        if (day is not null)
        {
            return (day, time);
        }

        if (DateOnly.TryParseExact(Of(row, "day"), [_mapping.DayFormat, "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var said))
        {
            return (said, time);
        }

        Fault(row, "day", "day", Of(row, "day"));
        return null;
    }

    // Nobody serves two at once, at one window or at two.
    private void CheckOverlaps(
        List<(SheetRow Row, ImportedVisit Visit)> visits, Func<ImportedVisit, string> who, string column, string kind)
    {
        foreach (var group in visits.Where(pair => who(pair.Visit).Length > 0).GroupBy(pair => (pair.Visit.Day, Who: who(pair.Visit))))
        {
            (SheetRow Row, ImportedVisit Visit)? before = null;
            foreach (var pair in group.OrderBy(pair => pair.Visit.Call).ThenBy(pair => pair.Visit.End))
            {
                if (before is { } last && pair.Visit.Call < last.Visit.End)
                {
                    Fault(pair.Row, column, kind, group.Key.Who, last.Row.Number);
                }

                before = before is { } longest && longest.Visit.End > pair.Visit.End ? before : pair;
            }
        }
    }

    private string Of(SheetRow row, string column) => _places.TryGetValue(column, out var place) ? row.At(place) : "";

    private void Fault(SheetRow row, string column, string kind, params IReadOnlyList<object> arguments)
    {
        if (_faults.Count <= MostFaults)
        {
            _faults.Add(new(_tab, SheetFault.CellOf(_places.GetValueOrDefault(column), row.Number), $"past.{kind}", arguments));
        }
    }

    private static long Millis(TimeSpan time) => (long)time.TotalMilliseconds;
}
