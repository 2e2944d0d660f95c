using System.Globalization;
using Hall.Core.Feedback;
using Hall.Storage.Ratings;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Hall.Hub.Ratings;

/// <summary>A question for rows as an address carries it.</summary>
public static class RowQueryText
{
    private const string NoVisit = "none";

    /// <summary>Reads a question; null with what is wrong with it: a fault of its days as <see cref="ReportSpan.Read"/> names it, or which
    /// condition is unknown.</summary>
    public static (RowQuery? Query, string? Fault) Read(IEnumerable<KeyValuePair<string, StringValues>> values, DateOnly today)
    {
        var given = values.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        var (span, fault) = ReportSpan.Read(given.GetValueOrDefault("from"), given.GetValueOrDefault("to"), today);
        if (fault is not null)
        {
            return (null, fault);
        }

        if (!Choice<RowSet>(given, "set", out var set))
        {
            return (null, "set");
        }

        if (!Choice<FeedbackLevel>(given, "level", out var level))
        {
            return (null, "level");
        }

        if (!Choice<DayOfWeek>(given, "weekday", out var weekday))
        {
            return (null, "weekday");
        }

        if (!Hour(given, out var hour))
        {
            return (null, "hour");
        }

        if (Text(given, "visit") is not (null or NoVisit))
        {
            return (null, "visit");
        }

        return (new(span, set ?? RowSet.Real, Text(given, "zone"), Text(given, "service"), Text(given, "counter"), Text(given, "teller"),
            hour, weekday, level, Text(given, "visit") is not null), null);
    }

    /// <summary>The address of a question below a page.</summary>
    public static string Write(string page, RowQuery query) => QueryHelpers.AddQueryString(page, new Dictionary<string, string?>
    {
        ["from"] = query.Span.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["to"] = query.Span.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["set"] = query.Set.ToString(),
        ["zone"] = query.Zone,
        ["service"] = query.Service,
        ["counter"] = query.Counter,
        ["teller"] = query.Teller,
        ["hour"] = query.Hour?.ToString(CultureInfo.InvariantCulture),
        ["weekday"] = query.Weekday?.ToString(),
        ["level"] = query.Level?.ToString(),
        ["visit"] = query.WithoutVisit ? NoVisit : null,
    });

    /// <summary>The same question about one part of a kind as <see cref="PartNames"/> names it; a day comes as <c>yyyy-MM-dd</c>.</summary>
    /// <remarks>The empty key is the part that belongs to no known visit.</remarks>
    public static RowQuery Narrowed(RowQuery query, string by, string key) => by switch
    {
        _ when key.Length == 0 => query with { WithoutVisit = true },
        "zone" => query with { Zone = key },
        "service" => query with { Service = key },
        "counter" => query with { Counter = key },
        "teller" => query with { Teller = key },
        "hour" => query with { Hour = int.Parse(key, CultureInfo.InvariantCulture) },
        "slot" when key.Split('-') is [var day, var hour] => query with
        {
            Weekday = Enum.Parse<DayOfWeek>(day), Hour = int.Parse(hour, CultureInfo.InvariantCulture),
        },
        _ => query with { Span = OneDay(DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture)) },
    };

    private static ReportSpan OneDay(DateOnly day) => new(day, day);

    private static string? Text(Dictionary<string, string> given, string name) =>
        given.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    private static bool Choice<T>(Dictionary<string, string> given, string name, out T? choice)
        where T : struct, Enum
    {
        choice = null;
        if (Text(given, name) is not { } text)
        {
            return true;
        }

        var known = Enum.TryParse<T>(text, out var read) && Enum.IsDefined(read);
        choice = read;
        return known;
    }

    private static bool Hour(Dictionary<string, string> given, out int? hour)
    {
        hour = null;
        if (Text(given, "hour") is not { } text)
        {
            return true;
        }

        var known = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read < 24;
        hour = read;
        return known;
    }
}
