using System.Text.Json;
using System.Text.Json.Serialization;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Api;

#pragma warning disable CS1591 // The names are those of docs/SETTINGS.md, which says what they mean.

/// <summary>How the next is chosen now.</summary>
public sealed record DispatchJson(
    string DispatchMode, int RestSeconds, int WaitCapMinutes, int MostPriorityInRow, double ShortServiceWeight, bool ReserveSpecialCounters,
    int ReserveThresholdMinutes, HelpRules Help, IReadOnlyList<ClassChange> Classes, IReadOnlyList<CounterChange> Counters);

/// <summary>Why a ticket was called.</summary>
public sealed record CallJson(
    int Leg, string Counter, string Teller, DateTimeOffset CalledAt, string? Rule, double? Score, double? WaitSeconds, string? RunnerUp,
    double? RunnerUpScore, string? Text);

#pragma warning restore CS1591

/// <summary>JSON of the dispatch's settings; unknown fields are refused.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DispatchJson))]
[JsonSerializable(typeof(IReadOnlyList<CallJson>))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(double?))]
[JsonSerializable(typeof(bool?))]
internal sealed partial class DispatchJsonContext : JsonSerializerContext;

/// <summary>The dispatch over HTTP: its settings, and why tickets were called.</summary>
internal static class DispatchEndpoints
{
    private static readonly Dictionary<string, DispatchMode> Modes =
        Enum.GetValues<DispatchMode>().ToDictionary(mode => JsonNamingPolicy.CamelCase.ConvertName(mode.ToString()));

    public static void Map(RouteGroupBuilder hall)
    {
        hall.MapGet("/dispatch", HallRequest.Handle(WriteAsync)).RequireKey(KeyRole.Manager, KeyRole.Integration)
            .WithSummary("How the next is chosen").Answers<DispatchJson>();
        hall.MapPost("/dispatch", HallRequest.Handle(ChangeAsync)).RequireKey(KeyRole.Manager)
            .WithSummary("Changes how the next is chosen, from the next call on").Answers<DispatchJson>()
            .Takes("""{"restSeconds":30}""", "Any of the fields that GET answers; what is left out stays.");
        hall.MapGet("/tickets/{ticketId}/calls", HallRequest.HandleTicket(CallsAsync)).RequireKey(KeyRole.Manager, KeyRole.Integration)
            .WithSummary("Why the ticket was called").Answers<IReadOnlyList<CallJson>>();
    }

    private static async Task ChangeAsync(HallRequest request)
    {
        if (await request.ExecuteAsync(new ChangeDispatch(ChangeOf(request.Body), request.Key?.Name)) is not null)
        {
            await WriteAsync(request);
        }
    }

    private static DispatchChange ChangeOf(BodyReader body)
    {
        var (number, real, truth) = (DispatchJsonContext.Default.NullableInt32, DispatchJsonContext.Default.NullableDouble,
            DispatchJsonContext.Default.NullableBoolean);
        return new()
        {
            DispatchMode = body.Has("dispatchMode") ? body.Word("dispatchMode", Modes) : null,
            RestSeconds = body.Value("restSeconds", number),
            WaitCapMinutes = body.Value("waitCapMinutes", number),
            MostPriorityInRow = body.Value("mostPriorityInRow", number),
            ShortServiceWeight = body.Value("shortServiceWeight", real),
            ReserveSpecialCounters = body.Value("reserveSpecialCounters", truth),
            ReserveThresholdMinutes = body.Value("reserveThresholdMinutes", number),
            Help = body.Value("help", DispatchJsonContext.Default.HelpRules),
            Classes = body.Value("classes", DispatchJsonContext.Default.IReadOnlyListClassChange),
            Counters = body.Value("counters", DispatchJsonContext.Default.IReadOnlyListCounterChange),
        };
    }

    private static async Task WriteAsync(HallRequest request)
    {
        var configuration = (await request.Hall.AskAsync(new FreshSnapshot(), request.Http.RequestAborted)).Plan.Configuration;
        var rules = configuration.Rules;
        await request.WriteAsync(
            new DispatchJson(
                JsonNamingPolicy.CamelCase.ConvertName(rules.DispatchMode.ToString()), rules.RestSeconds, rules.WaitCapMinutes,
                rules.MostPriorityInRow,
                rules.ShortServiceWeight, rules.ReserveSpecialCounters, rules.ReserveThresholdMinutes, rules.Help,
                [.. configuration.Priorities.Select(priority => new ClassChange(priority.Code, priority.Factor, priority.CreditSeconds))],
                [.. configuration.Counters.Select(counter => new CounterChange(counter.Counter, counter.Serves, counter.Helps))]),
            DispatchJsonContext.Default.DispatchJson);
    }

    private static async Task CallsAsync(HallRequest request, TicketId ticket)
    {
        var view = await request.Hall.AskAsync(new TicketById(ticket), request.Http.RequestAborted)
            ?? throw new ApiRefusal(RejectionCode.UnknownTicket);
        var plan = request.Hall.Snapshot.Plan;
        await request.WriteAsync([.. view.Ticket.Legs.Select(leg => CallOf(leg, plan))], DispatchJsonContext.Default.IReadOnlyListCallJson);
    }

    private static CallJson CallOf(Leg leg, HallPlan plan) => new(
        leg.Number, leg.Counter.Value, leg.Teller.Value, ApiShaping.Local(leg.CalledAt, plan),
        leg.Reason is { } reason ? JsonNamingPolicy.CamelCase.ConvertName(reason.Rule.ToString()) : null,
        leg.Reason?.Score, leg.Reason?.WaitSeconds, leg.Reason?.RunnerUp, leg.Reason?.RunnerUpScore, leg.Reason?.Text);
}
