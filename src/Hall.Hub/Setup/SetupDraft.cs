using System.Globalization;
using System.Text.RegularExpressions;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Sheets;

namespace Hall.Hub.Setup;

/// <summary>What was answered so far on the way to a hall; kept in the data folder, so that one can leave and come back.</summary>
public sealed partial record SetupDraft
{
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

    /// <summary>Zones, services and counters that came from a spreadsheet, as a configuration; empty when they are typed.</summary>
    public string Sheet { get; init; } = "";

    /// <summary>People whom the spreadsheet names; their accounts are made with the hall.</summary>
    public IReadOnlyList<SheetPerson> People { get; init; } = [];

    /// <summary>When tickets are issued; null while it was not answered.</summary>
    public SetupHours? Hours { get; init; }

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

            if (Kind == "empty" && Asked() is { } question)
            {
                return question;
            }

            return Hours is null ? SetupQuestion.Hours : SetupQuestion.Found;
        }
    }

    /// <summary>The zone letters in order.</summary>
    public IReadOnlyList<string> ZoneLetters => [.. SetupLine.Of(Zones).Select(line => line.Letter)];

    /// <summary>The configuration that an empty hall begins with; unanswered questions leave their part empty.</summary>
    public HallConfiguration ToConfiguration()
    {
        if (Sheet.Length > 0 && HallConfigurationReader.Read(Sheet).Configuration is { } given)
        {
            return given with
            {
                Hall = new HallId(Hall), Names = Names(Chinese, English), TimeZone = TimeZone, Hours = (Hours ?? new()).ToHours(),
                Kiosks = KiosksOf(), Boards = [new BoardDefinition("all", [])],
                Loudspeakers = [new LoudspeakerDefinition("main", [], "all")],
            };
        }

        var number = 0;
        var perZone = new Dictionary<string, int>();
        return new HallConfiguration
        {
            Hall = new HallId(Hall),
            Names = Names(Chinese, English),
            TimeZone = TimeZone,
            Hours = (Hours ?? new()).ToHours(),
            Zones = [.. SetupLine.Of(Zones).Select(line => new Zone { Code = new ZoneCode(line.Letter), Names = NamesIn(line.Text[1..]) })],
            Services = [.. SetupLine.Of(Services).Select(line => ServiceOf(line.Text, perZone))],
            Counters =
            [
                .. Counts().SelectMany(count => Enumerable.Range(0, count.Number).Select(_ => new CounterDefinition
                {
                    Counter = new CounterId((++number).ToString(CultureInfo.InvariantCulture)), Zone = new ZoneCode(count.Zone),
                    Serves = ["general", "special"],
                })),
            ],
            Kiosks = KiosksOf(),
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
        return ProposedWords.With(new Service
        {
            Code = new ServiceCode(string.Create(CultureInfo.InvariantCulture, $"{zone}{perZone[zone]:00}")),
            Zone = new ZoneCode(zone),
            Minutes = minutes.Success ? int.Parse(minutes.Groups[1].Value, CultureInfo.InvariantCulture) : 6,
            Names = NamesIn(names),
            Frequent = perZone[zone] <= 6,
        });
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

    private SetupQuestion? Asked() => (Sheet.Length > 0, Zones.Length, Services.Length, Counters.Length) switch
    {
        (false, 0, _, _) => SetupQuestion.Zones,
        (false, _, 0, _) => SetupQuestion.Services,
        (false, _, _, 0) => SetupQuestion.Counters,
        _ => Kiosks is null ? SetupQuestion.Kiosks : null,
    };

    private IReadOnlyList<KioskDefinition> KiosksOf() => [.. Enumerable.Range(1, Kiosks ?? 0)
        .Select(kiosk => new KioskDefinition(new KioskId(kiosk.ToString(CultureInfo.InvariantCulture))))];

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

    /// <summary>When tickets are issued.</summary>
    Hours,

    /// <summary>All answered.</summary>
    Found,
}
