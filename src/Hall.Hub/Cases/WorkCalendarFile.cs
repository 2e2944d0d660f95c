using System.Collections.Immutable;
using System.Text.Json;
using Hall.Core.Calendar;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Cases;

/// <summary>One year of public holidays as the State Council announced it.</summary>
/// <param name="Year">The year.</param>
/// <param name="Source">Where it was announced.</param>
/// <param name="Holidays">Days off, or spans of them written <c>2026-10-01/2026-10-07</c>.</param>
/// <param name="MakeUpDays">Weekend days that are worked.</param>
public sealed record CalendarYear(int Year, string Source, IReadOnlyList<string> Holidays, IReadOnlyList<string> MakeUpDays);

/// <summary>
/// The working days, read from <c>calendar.json</c> in the data folder, or else from the one that came with the program. Who
/// edits the file need not start the hub again.
/// </summary>
public sealed class WorkCalendarFile(HubOptions options)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    private readonly Lock _gate = new();
    private (string File, DateTime Written, WorkCalendar Calendar, ImmutableArray<WorkYear> Years)? _read;

    /// <summary>The working days.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; the sentence says what is wrong with it.</exception>
    public WorkCalendar Current => Now.Calendar;

    /// <summary>The same by year, with where each was announced.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; the sentence says what is wrong with it.</exception>
    public ImmutableArray<WorkYear> Years => Now.Years;

    private (WorkCalendar Calendar, ImmutableArray<WorkYear> Years) Now
    {
        get
        {
            lock (_gate)
            {
                var own = Path.Combine(options.DataFolder, "calendar.json");
                var file = File.Exists(own) ? own : Path.Combine(options.KioskConfigFolder, "calendar", "china.json");
                var written = File.GetLastWriteTimeUtc(file);
                if (_read is not { } read || read.File != file || read.Written != written)
                {
                    var years = ReadYears(file);
                    read = (file, written, WorkCalendar.Of(years), years);
                    _read = read;
                }

                return (read.Calendar, read.Years);
            }
        }
    }

    /// <summary>Reads a calendar.</summary>
    /// <exception cref="InvalidDataException">It is no calendar.</exception>
    public static WorkCalendar Read(string file) => WorkCalendar.Of(ReadYears(file));

    /// <summary>Reads the years of a calendar.</summary>
    /// <exception cref="InvalidDataException">It is no calendar.</exception>
    public static ImmutableArray<WorkYear> ReadYears(string file)
    {
        try
        {
            var years = (JsonSerializer.Deserialize<List<CalendarYear>>(File.ReadAllText(file), Strict) ?? [])
                .Select(year => new WorkYear(year.Year, [.. year.Holidays.SelectMany(Days).Distinct().Order()],
                    [.. year.MakeUpDays.SelectMany(Days).Distinct().Order()], year.Source)).ToImmutableArray();
            return WorkCalendar.Of(years).Faults().FirstOrDefault() is { } fault
                ? throw new InvalidDataException($"{file}: {fault}") : years;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or IOException or UnauthorizedAccessException
            or ArgumentOutOfRangeException)
        {
            throw new InvalidDataException($"The calendar of working days {file} cannot be read: {fault.Message}", fault);
        }
    }

    private static IEnumerable<DateOnly> Days(string text)
    {
        var ends = text.Split('/').Select(day => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            .ToList();
        return Enumerable.Range(0, ends[^1].DayNumber - ends[0].DayNumber + 1).Select(ends[0].AddDays);
    }
}
