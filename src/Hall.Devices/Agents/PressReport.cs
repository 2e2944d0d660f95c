using System.Text.Json.Serialization;
using Hall.Devices.Presses;

namespace Hall.Devices.Agents;

/// <summary>A press as an agent reports it. Exactly one of <see cref="Level"/> and <see cref="Key"/> is there.</summary>
/// <param name="EventId">Identifies the press; however often it is reported, it counts once.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter whose pad it was.</param>
/// <param name="Address">The pad's address on its line, 0–255.</param>
/// <param name="AgeMilliseconds">How long ago it was pressed, by the agent's clock, when it is reported; at least 0.</param>
/// <param name="Level">The rating.</param>
/// <param name="Key">The teller's key.</param>
/// <param name="Digits">Digits typed before the key, at most 10; empty when there were none.</param>
public sealed record PressReport(
    Guid EventId, string Hall, string Counter, byte Address, long AgeMilliseconds, PadLevel? Level, PadKey? Key, string Digits)
{
    /// <summary>
    /// What stands in <see cref="AgeMilliseconds"/> where the age cannot be known, 30 days: a hub that does not know
    /// <see cref="AgeUnknown"/> finds no visit so long ago, and rates nobody.
    /// </summary>
    public const long UnknownAgeMilliseconds = 30L * 24 * 60 * 60 * 1000;

    /// <summary>
    /// How long ago it was pressed cannot be known, because the agent's computer was started again since: it rates nobody and is counted as
    /// such. Absent means false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AgeUnknown { get; init; }

    /// <summary>The report of a press.</summary>
    public static PressReport Of(string hall, DevicePress press, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(press);
        var age = Math.Max(0, (long)(now - press.At).TotalMilliseconds);
        return new(press.Id, hall, press.Counter, press.Address, age, (press as RatingPressed)?.Level, (press as KeyPressed)?.Key,
            (press as KeyPressed)?.Digits ?? "");
    }
}

/// <summary>What became of a reported press.</summary>
/// <param name="Outcome">Whether the agent may forget it.</param>
/// <param name="Code">Why it was refused or put off, a stable code; empty when recorded.</param>
/// <param name="Sentence">The same for people; empty when recorded.</param>
public sealed record PressAnswer(ReportOutcome Outcome, string Code = "", string Sentence = "");

/// <summary>Whether an agent may forget a press.</summary>
public enum ReportOutcome
{
    /// <summary>Durable on the hub; forget it.</summary>
    Recorded,

    /// <summary>Understood and turned down for good; forget it.</summary>
    Refused,

    /// <summary>The hub cannot make it durable now; keep it and report it again.</summary>
    Later,
}
