using System.Text.Json.Serialization;
using Hall.Core.Calendar;
using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>
/// Everything a hall decides about itself, as it stands in <c>kiosk-config/halls/*.json</c>. It is published as an event, so
/// that a replay of the journal knows which rules held when.
/// </summary>
public sealed record HallConfiguration
{
    /// <summary>The hall's name in addresses.</summary>
    public required HallId Hall { get; init; }

    /// <summary>The hall's name per language.</summary>
    public required LocalText Names { get; init; }

    /// <summary>IANA time zone, such as <c>Asia/Shanghai</c>; decides the business day.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When tickets are issued. Calling is never limited by it.</summary>
    public required OpeningHours Hours { get; init; }

    /// <summary>The zones, in the order in which they are shown.</summary>
    public required IReadOnlyList<Zone> Zones { get; init; }

    /// <summary>The catalogue.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>The counters.</summary>
    public required IReadOnlyList<CounterDefinition> Counters { get; init; }

    /// <summary>The tellers who may open a counter; empty means that anyone may.</summary>
    public IReadOnlyList<TellerDefinition> Tellers { get; init; } = [];

    /// <summary>The classes of priority; <c>none</c> is added when it is missing.</summary>
    public IReadOnlyList<PriorityClass> Priorities { get; init; } = PriorityClass.Defaults;

    /// <summary>The numbers in the rules.</summary>
    public HallSettings Rules { get; init; } = new();

    /// <summary>The kiosks.</summary>
    public IReadOnlyList<KioskDefinition> Kiosks { get; init; } = [];

    /// <summary>The boards; <c>all</c> always exists.</summary>
    public IReadOnlyList<BoardDefinition> Boards { get; init; } = [];

    /// <summary>The loudspeakers: each owns zones and sounds in one place.</summary>
    public IReadOnlyList<LoudspeakerDefinition> Loudspeakers { get; init; } = [];

    /// <summary>What is said when a ticket is called.</summary>
    public VoiceSettings Voice { get; init; } = new();

    /// <summary>The hall's own sentences: <c>boardTip</c>, <c>boardFooter</c>, <c>dutyManager</c>, <c>whereToSit</c>.</summary>
    public IReadOnlyDictionary<string, LocalText> Texts { get; init; } = new Dictionary<string, LocalText>();

    /// <summary>How kiosks offer the catalogue.</summary>
    public KioskLayout KioskLayout { get => field ?? new(); init; }

    /// <summary>What a slip says.</summary>
    public TicketTemplate Ticket { get => field ?? new(); init; }

    /// <summary>The numbers in the rules of matters. Configurations of before there were matters have the defaults.</summary>
    public MatterSettings Matters { get => field ?? new(); init; }

    /// <summary>Who reviews and approves matters, and who stands in for them.</summary>
    public IReadOnlyList<PostDefinition> Posts { get => field ?? []; init; }

    /// <summary>Lines with devices of counters, kiosks and desks. Events have them under the name of earlier versions.</summary>
    [JsonPropertyName("padBuses")]
    public IReadOnlyList<DeviceLineDefinition> DeviceLines { get; init; } = [];
}
