using System.Text.Json.Serialization;
using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>A part of the hall whose integrated counters serve the same matters.</summary>
public sealed record Zone
{
    /// <summary>The letter that its numbers begin with.</summary>
    public required ZoneCode Code { get; init; }

    /// <summary>Full name per language.</summary>
    public required LocalText Names { get; init; }

    /// <summary>What is done there, for the kiosk's door.</summary>
    public LocalText Hint { get; init; } = [];

    /// <summary>Where it lies, such as "一楼东侧": what a ticket says to whoever goes there; empty where the hall's own sentence about
    /// where to sit says it for all.</summary>
    public LocalText Place { get => field ?? []; init; }
}

/// <summary>General services stand at every integrated counter, special ones at dedicated windows.</summary>
public enum ServiceKind
{
    /// <summary>Data accurate, low risk, errors easy to mend.</summary>
    General,

    /// <summary>Funds paid out, key information, personal accounts.</summary>
    Special,
}

/// <summary>A matter that citizens come for.</summary>
public sealed record Service
{
    /// <summary>The code, such as <c>A06</c>.</summary>
    public required ServiceCode Code { get; init; }

    /// <summary>The zone that serves it.</summary>
    public required ZoneCode Zone { get; init; }

    /// <summary>General or special.</summary>
    public ServiceKind Kind { get; init; }

    /// <summary>Typical length, minutes, 0.1 to 240.</summary>
    public double Minutes { get; init; } = 6;

    /// <summary>Name per language.</summary>
    public required LocalText Names { get; init; }

    /// <summary>
    /// What people call it, per language, the most usual first; the search finds it by these words. The file says <c>aka</c>. Services of
    /// before there were such words have none.
    /// </summary>
    [JsonPropertyName("aka")]
    public IReadOnlyDictionary<string, IReadOnlyList<string>> EverydayWords
    {
        get => field ?? new Dictionary<string, IReadOnlyList<string>>();
        init;
    }

    /// <summary>Required documents per language.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Documents { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The one name by which a paper is kept, in whichever language it was read; null when no such paper is needed.</summary>
    /// <param name="paper">One of <see cref="Documents"/>.</param>
    public string? PaperOf(string paper)
    {
        foreach (var names in Documents.Values)
        {
            for (var place = 0; place < names.Count; place++)
            {
                if (names[place] == paper)
                {
                    return Documents.TryGetValue("zh-CN", out var first) && place < first.Count ? first[place] : paper;
                }
            }
        }

        return null;
    }

    /// <summary>
    /// Within how many working days it is finished, and who looks at it; null where nothing is left behind when the citizen goes.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Promise? Promise { get; init; }

    /// <summary>Whether the kiosk's first page offers it.</summary>
    public bool Frequent { get; init; }

    /// <summary>
    /// Initials for the search, such as <c>TX</c> for 退休, beside those of the name, which the search knows by itself; may be empty.
    /// </summary>
    public string Initials { get; init; } = "";

    /// <summary>How many tickets per period of the day; empty means without limit.</summary>
    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>The quota of the period around a hall-local time; null where there is no limit.</summary>
    public Quota? QuotaAt(TimeOnly time) => Quotas.FirstOrDefault(quota => time >= quota.From && time < quota.To);
}

/// <summary>At most so many tickets of a service between two times of the hall's day.</summary>
/// <param name="From">Start, hall-local, included.</param>
/// <param name="To">End, hall-local, excluded.</param>
/// <param name="Tickets">Largest number of tickets, 0 or more.</param>
public sealed record Quota(TimeOnly From, TimeOnly To, int Tickets);

/// <summary>A window.</summary>
public sealed record CounterDefinition
{
    /// <summary>The number over the window.</summary>
    public required CounterId Counter { get; init; }

    /// <summary>The zone where it stands.</summary>
    public required ZoneCode Zone { get; init; }

    /// <summary>Service codes, or <c>general</c> and <c>special</c> for all of that kind in its zone.</summary>
    public required IReadOnlyList<string> Serves { get; init; }

    /// <summary>
    /// What it helps with when another zone is overrun: service codes, or <c>B/general</c> and <c>B/special</c> for all of that kind in
    /// zone B. When help begins and ends is in the rules.
    /// </summary>
    public IReadOnlyList<string> Helps { get => field ?? []; init; }
}

/// <summary>A teller.</summary>
/// <param name="Teller">Staff number.</param>
/// <param name="Name">Name as the window display shows it; may be empty.</param>
public sealed record TellerDefinition(StaffNumber Teller, string Name = "");

/// <summary>A kiosk and whether a ticket printer stands in it.</summary>
/// <param name="Kiosk">Name.</param>
/// <param name="Printer">Whether "please take your slip" is true.</param>
public sealed record KioskDefinition(KioskId Kiosk, bool Printer = false);

/// <summary>A board and the zones it shows.</summary>
/// <param name="Board">Name in its address.</param>
/// <param name="Zones">Zones; empty means all.</param>
public sealed record BoardDefinition(string Board, IReadOnlyList<ZoneCode> Zones);

/// <summary>A loudspeaker: one queue on the hub, one place where it sounds.</summary>
/// <param name="Loudspeaker">Name.</param>
/// <param name="Zones">Zones it announces; empty means all.</param>
/// <param name="Board">The board that plays it.</param>
public sealed record LoudspeakerDefinition(string Loudspeaker, IReadOnlyList<ZoneCode> Zones, string Board);

/// <summary>What a call sounds like.</summary>
public sealed record VoiceSettings
{
    /// <summary>Whether a chime sounds before each call.</summary>
    public bool Chime { get; init; } = true;

    /// <summary>The languages, in the order in which they are spoken.</summary>
    public IReadOnlyList<string> Languages { get; init; } = ["zh-CN", "en"];

    /// <summary>Phrase per language with <c>{number}</c> and <c>{counter}</c>.</summary>
    public LocalText Phrases { get; init; } = new("请 {number} 号 到 {counter} 号窗口", "Number {number}, please go to counter {counter}");

    /// <summary>The phrase when an announcement is late: number and window only.</summary>
    public LocalText ShortPhrases { get; init; } = new("{number}，{counter} 号窗口", "{number}, counter {counter}");
}

/// <summary>A line with devices of windows or a kiosk: pads, lamps, boards, a printer, a loudspeaker.</summary>
public sealed record DeviceLineDefinition
{
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What is spoken on it, such as <c>ff68</c>; <c>docs/devices</c> has a page for each.</summary>
    public string Protocol { get; init; } = "ff68";

    /// <summary>Port, such as <c>/dev/hall-pads</c>, <c>tcp://10.0.0.5:9100</c> or <c>ws://127.0.0.1:8080/</c>.</summary>
    public required string Port { get; init; }

    /// <summary>Bits per second.</summary>
    public int BaudRate { get; init; } = 9600;

    /// <summary>Address on the bus to counter.</summary>
    public required IReadOnlyDictionary<string, CounterId> Counters { get; init; }

    /// <summary>Which family counts ratings: <c>zero-based</c> (0..3, 0 = default) or <c>one-based</c> (1..4).</summary>
    public string Family { get; init; } = "one-based";

    /// <summary>Name of the key of the agent on whose computer the port is; empty for a port of the hub itself.</summary>
    public string Agent { get; init; } = "";

    /// <summary>The kiosk that a printer or a reader of cards stands in, a clerk's <c>desk…</c> with one of them, or the loudspeaker that a
    /// sound card is; empty otherwise.</summary>
    public string Place { get; init; } = "";

    /// <summary>What is particular to the protocol, such as what a lamp says.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
