using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hall.Web.Http;

#pragma warning disable CS1591 // The shapes are the contract; the API's description names each field.

public sealed record EstimateJson(int P50Seconds, int P90Seconds);

public sealed record VisitServiceJson(string Service, string State);

public sealed record PeriodJson(string Kind, DateTimeOffset From, DateTimeOffset? To, string? Counter, string? Teller);

public record TicketJson
{
    public required long TicketId { get; init; }

    public required string Number { get; init; }

    public required string State { get; init; }

    public required string Service { get; init; }

    public required IReadOnlyList<VisitServiceJson> Services { get; init; }

    public required string Zone { get; init; }

    public required string Priority { get; init; }

    public required string BusinessDay { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public string? Counter { get; init; }

    public int? Ahead { get; init; }

    public EstimateJson? Estimate { get; init; }

    public required IReadOnlyList<PeriodJson> Periods { get; init; }

    public int Recalls { get; init; }
}

public sealed record IssuedTicketJson : TicketJson
{
    public required string Token { get; init; }

    public required string FollowUrl { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}

public sealed record CounterJson(
    string Counter, string Zone, string State, string? Teller, string? Ticket, IReadOnlyList<string> Services, DateTimeOffset Since);

public sealed record WaitingJson(string Service, string Zone, int Count, int LongestSeconds, EstimateJson? Estimate);

public sealed record ZoneJson(string Zone, int Waiting, IReadOnlyList<string> Next, EstimateJson? Estimate);

public sealed record RecentCallJson(long Sequence, string Number, string Counter, DateTimeOffset At, bool Recall);

public sealed record TodayJson(int Issued, int Completed, int NoShow, int Abandoned, int WaitingBeyondTarget);

public sealed record SnapshotJson(
    string Hall, long Version, DateTimeOffset At, string BusinessDay, bool Open, IReadOnlyList<CounterJson> Counters,
    IReadOnlyList<WaitingJson> Waiting, IReadOnlyList<ZoneJson> Zones, IReadOnlyList<RecentCallJson> RecentCalls, TodayJson Today);

public sealed record HallJson(string Hall, string Name, string TimeZone, bool Open);

public sealed record ServiceJson(
    string Service, string Zone, string Kind, IReadOnlyDictionary<string, string> Names,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Documents, bool OfferedNow);

public sealed record ForecastScoreJson(
    string? Service, int? Hour, int Tickets, double MeanAbsoluteErrorSeconds, double BiasSeconds, double UnderP50Share,
    double UnderP90Share);

public sealed record FeedbackJson(long TicketId, int? Leg, string Level, IReadOnlyList<string> Reasons);

#pragma warning restore CS1591

/// <summary>Source-generated JSON of the API's answers: camelCase, null written where the contract names a field.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TicketJson))]
[JsonSerializable(typeof(IssuedTicketJson))]
[JsonSerializable(typeof(CounterJson))]
[JsonSerializable(typeof(SnapshotJson))]
[JsonSerializable(typeof(IReadOnlyList<HallJson>))]
[JsonSerializable(typeof(IReadOnlyList<ServiceJson>))]
[JsonSerializable(typeof(IReadOnlyList<TicketJson>))]
[JsonSerializable(typeof(IReadOnlyList<ForecastScoreJson>))]
[JsonSerializable(typeof(FeedbackJson))]
[JsonSerializable(typeof(ProblemJson))]
public sealed partial class ApiJsonContext : JsonSerializerContext;
