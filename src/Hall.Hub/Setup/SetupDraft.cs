using System.Globalization;
using System.Text.RegularExpressions;
using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Hub.Setup;

/// <summary>What was answered so far on the way to a hall; kept in the data folder, so that one can leave and come back.</summary>
public sealed partial record SetupDraft
{
    private const int MostLines = 200;

    /// <summary><c>tongling</c>, <c>demo-small</c>, or <c>empty</c>; empty text while it was not chosen.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The hall's name in addresses.</summary>
    public string Hall { get; init; } = "hall";

    /// <summary>Its Chinese name.</summary>
    public string Chinese { get; init; } = "";

    /// <summary>Its English name; may be empty.</summary>
    public string English { get; init; } = "";

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";

    /// <summary>The language that is spoken first.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>One zone a line: letter, Chinese name, and after a slash the English one.</summary>
    public string Zones { get; init; } = "";

    /// <summary>One service a line: zone letter, names as above, and at the end typical minutes.</summary>
    public string Services { get; init; } = "";

    /// <summary>How many counters each zone has: letter and number, separated by spaces.</summary>
    public string Counters { get; init; } = "";

    /// <summary>How many kiosks there are; null while it was not answered.</summary>
    public int? Kiosks { get; init; }

    /// <summary>The question that comes next; <see cref="SetupQuestion.Found"/> when all were answered.</summary>
    public SetupQuestion Next
    {
        get
        {
            if (Kind.Length == 0)
            {
                return SetupQuestion.Hall;
            }

            if (Kind != "empty")
            {
                return SetupQuestion.Found;
            }

            if (Zones.Length == 0)
            {
                return SetupQuestion.Zones;
            }

            if (Services.Length == 0)
            {
                return SetupQuestion.Services;
            }

            if (Counters.Length == 0)
            {
                return SetupQuestion.Counters;
            }

            if (Kiosks is null)
            {
                return SetupQuestion.Kiosks;
            }

            return SetupQuestion.Found;
        }
    }

    /// <summary>The zone letters in order.</summary>
    public IReadOnlyList<string> ZoneLetters => [.. Lines(Zones).Select(line => line[..1].ToUpperInvariant())];

    /// <summary>The configuration that an empty hall begins with; unanswered questions leave their part empty.</summary>
    public HallConfiguration ToConfiguration()
    {
        var number = 0;
        var perZone = new Dictionary<string, int>();
        return new HallConfiguration
        {
            Hall = new HallId(Hall),
            Names = Names(Chinese, English),
            TimeZone = TimeZone,
            Hours = Workdays(),
            Zones = [.. Lines(Zones)
                .Select(line => new Zone { Code = new ZoneCode(line[..1].ToUpperInvariant()), Names = NamesIn(line[1..]) })],
            Services = [.. Lines(Services).Select(line => ServiceOf(line, perZone))],
            Counters =
            [
                .. Counts().SelectMany(count => Enumerable.Range(0, count.Number).Select(_ => new CounterDefinition
                {
                    Counter = new CounterId((++number).ToString(CultureInfo.InvariantCulture)), Zone = new ZoneCode(count.Zone),
                    Serves = ["general", "special"],
                })),
            ],
            Kiosks =
                [.. Enumerable.Range(1, Kiosks ?? 0)
                    .Select(kiosk => new KioskDefinition(new KioskId(kiosk.ToString(CultureInfo.InvariantCulture))))],
            Boards = [new BoardDefinition("all", [])],
            Loudspeakers = [new LoudspeakerDefinition("main", [], "all")],
        };
    }

    // While the counters were not asked for, each zone has one, so that its services count as served.
    private IEnumerable<(string Zone, int Number)> Counts() =>
        Counters.Length == 0 ? ZoneLetters.Select(zone => (zone, 1)) : Counters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .Where(pair => pair.Length == 2)
        .Select(pair =>
            (pair[0], int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, 200) : 0));

    private static Service ServiceOf(string line, Dictionary<string, int> perZone)
    {
        var zone = line[..1].ToUpperInvariant();
        perZone[zone] = perZone.GetValueOrDefault(zone) + 1;
        var minutes = MinutesAtEnd().Match(line);
        var names = line[1..(minutes.Success ? minutes.Index : line.Length)];
        return new Service
        {
            Code = new ServiceCode(string.Create(CultureInfo.InvariantCulture, $"{zone}{perZone[zone]:00}")),
            Zone = new ZoneCode(zone),
            Minutes = minutes.Success ? int.Parse(minutes.Groups[1].Value, CultureInfo.InvariantCulture) : 6,
            Names = NamesIn(names),
            Frequent = perZone[zone] <= 6,
        };
    }

    private static OpeningHours Workdays()
    {
        IReadOnlyList<OpenPeriod> day = [new(new(8, 30), new(17, 0))];
        DayOfWeek[] days = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        return new OpeningHours { Weekly = days.ToDictionary(weekday => weekday, _ => day) };
    }

    private static LocalText NamesIn(string text)
    {
        var parts = text.Split('/', 2, StringSplitOptions.TrimEntries);
        return Names(parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static LocalText Names(string chinese, string english)
    {
        var names = new LocalText { ["zh-CN"] = chinese.Trim() };
        if (english.Trim().Length > 0)
        {
            names["en"] = english.Trim();
        }

        return names;
    }

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(MostLines);

    [GeneratedRegex(@"\s(\d{1,3})$")]
    private static partial Regex MinutesAtEnd();
}

/// <summary>A question on the way to a hall.</summary>
public enum SetupQuestion
{
    /// <summary>Which hall, its time zone and language.</summary>
    Hall,

    /// <summary>The zones of an empty hall.</summary>
    Zones,

    /// <summary>Its services.</summary>
    Services,

    /// <summary>Its counters.</summary>
    Counters,

    /// <summary>Its kiosks.</summary>
    Kiosks,

    /// <summary>All answered.</summary>
    Found,
}
