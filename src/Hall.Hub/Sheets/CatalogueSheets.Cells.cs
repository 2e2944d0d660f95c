using System.Globalization;
using System.Text.RegularExpressions;
using Hall.Core.Configuration;

namespace Hall.Hub.Sheets;

/// <summary>How cells are read, and how the configuration's own rules are told at the cell that breaks them.</summary>
public sealed partial class CatalogueSheets
{
    private bool TryMinutes(SheetColumns columns, SheetRow row, out double? minutes)
    {
        minutes = null;
        var text = columns.Of(row, "minutes");
        if (text.Length == 0)
        {
            return true;
        }

        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var said) && said is >= 0.1 and <= 240)
        {
            minutes = said;
            return true;
        }

        Fault(columns, row, "minutes", "minutes", text);
        return false;
    }

    // A code that was written with another number of digits is the same to nobody, so none of those that are there is guessed again.
    private string NextCode(string zone)
    {
        var last = _services.Where(service => service.Code.Value.StartsWith(zone, StringComparison.Ordinal))
            .Select(service => int.TryParse(service.Code.Value.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number : 0)
            .DefaultIfEmpty(0).Max();
        return string.Create(CultureInfo.InvariantCulture, $"{zone}{last + 1:00}");
    }

    private LocalText Names(SheetColumns columns, SheetRow row, LocalText? before = null)
    {
        var names = new LocalText
        {
            ["zh-CN"] = columns.Of(row, "chinese") is { Length: > 0 } chinese ? chinese : before?.In("zh-CN") ?? "",
        };
        if (columns.Of(row, "english") is { Length: > 0 } english)
        {
            names["en"] = english;
        }
        else if (before is not null && before.TryGetValue("en", out var kept))
        {
            names["en"] = kept;
        }

        if (names["zh-CN"].Length == 0)
        {
            Fault(columns, row, "chinese", "empty");
        }

        return names;
    }

    private static List<string> Listed(string cell) =>
        [.. cell.Split(['、', ';', '；', ',', '，', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static bool IsYes(string cell) => cell.ToLowerInvariant() is "1" or "是" or "y" or "yes" or "x" or "√" or "✓" or "true";

    private bool IsFirst(SheetColumns columns, SheetRow row, string column, string key)
    {
        if (_rowOf.TryGetValue(key, out var first))
        {
            Fault(columns, row, column, "twice", key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], first.Row);
            return false;
        }

        _rowOf[key] = (columns, row.Number);
        return true;
    }

    private static void Put<T>(List<T> list, Predicate<T> same, Func<T?, T> make)
    {
        var place = list.FindIndex(same);
        if (place < 0)
        {
            list.Add(make(default));
        }
        else
        {
            list[place] = make(list[place]);
        }
    }

    private void Fault(SheetColumns columns, SheetRow row, string column, string kind, params IReadOnlyList<object> arguments)
    {
        if (_faults.Count < MostFaults)
        {
            _faults.Add(new(columns.Table.Name, columns.CellOf(row.Number, column), kind, arguments));
        }
    }

    // A row has one fault, the first: what follows from it would only hide the others.
    private SheetOutcome Judged(HallConfiguration after)
    {
        if (_faults.Count == 0)
        {
            foreach (var fault in HallConfigurationValidator.Validate(after))
            {
                if (RowOf(fault.Path, after) is { } place && _faults.TrueForAll(known =>
                    known.Sheet != place.Columns.Table.Name || !known.Cell.EndsWith(Invariant($"{place.Row}"), StringComparison.Ordinal)))
                {
                    var column = ColumnOf(fault.Path);
                    _faults.Add(new(place.Columns.Table.Name, place.Columns.CellOf(place.Row, column), "rule", fault.Message));
                }
            }
        }

        return _faults.Count > 0
            ? new(null, [], 0, 0, _faults)
            : new(after, _people, _named, _windows, []);
    }

    private (SheetColumns Columns, int Row)? RowOf(string path, HallConfiguration after)
    {
        if (ListPath().Match(path) is not { Success: true } found)
        {
            return null;
        }

        var index = int.Parse(found.Groups["index"].Value, CultureInfo.InvariantCulture);
        var key = found.Groups["list"].Value switch
        {
            "zones" when index < after.Zones.Count => $"zones/{after.Zones[index].Code.Value}",
            "services" when index < after.Services.Count => $"services/{after.Services[index].Code.Value}",
            "counters" when index < after.Counters.Count => $"counters/{after.Counters[index].Counter.Value}",
            _ => "",
        };
        return _rowOf.TryGetValue(key, out var place) ? place : null;
    }

    private static string ColumnOf(string path) => path switch
    {
        _ when path.Contains(".names.en", StringComparison.Ordinal) => "english",
        _ when path.Contains(".names", StringComparison.Ordinal) => "chinese",
        _ when path.Contains(".minutes", StringComparison.Ordinal) => "minutes",
        _ when path.Contains(".documents", StringComparison.Ordinal) => "documents",
        _ when path.Contains(".serves", StringComparison.Ordinal) => "serves",
        _ when path.Contains(".initials", StringComparison.Ordinal) => "initials",
        _ when path.Contains(".zone", StringComparison.Ordinal) => "zone",
        _ when path.StartsWith("counters", StringComparison.Ordinal) => "window",
        _ => "code",
    };

    [GeneratedRegex("^[A-Z][A-Z0-9]{1,9}$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(?<list>zones|services|counters)\[(?<index>\d+)\]", RegexOptions.ExplicitCapture)]
    private static partial Regex ListPath();
}
