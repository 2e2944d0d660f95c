using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Api;

/// <summary>The verbs of a teller over HTTP.</summary>
internal static class CounterEndpoints
{
    private const int LongestCode = 100;
    private const int QueueShown = 50;
    private const int LongestPauseMinutes = 480;
    private static readonly string[] Roles = [KeyRole.Counter, KeyRole.Manager, KeyRole.Integration];
    private static readonly Dictionary<string, TransferPosition> Positions = new()
    {
        ["keep"] = TransferPosition.Keep, ["front"] = TransferPosition.Front, ["back"] = TransferPosition.Back,
    };

    public static void Map(RouteGroupBuilder hall)
    {
        CounterVerb(hall, "open", "A teller opens the counter",
            (request, counter) => new OpenCounter(counter, StaffNumber.Of(request.Body.Text("teller", LongestCode))),
            """{"teller":"1001"}""");
        CounterVerb(hall, "pause", "The counter calls nobody for a while", PauseOf, """{"reason":"lunch","minutes":45}""");
        CounterVerb(hall, "resume", "The counter calls again", (request, counter) => new ResumeCounter(counter));
        CounterVerb(hall, "close", "The teller leaves", (request, counter) => new CloseCounter(counter));
        TicketVerb(hall, "call-next", "Calls whoever comes first; 204 when nobody waits", (request, counter) => new CallNext(counter));
        TicketVerb(hall, "call", "Calls a chosen number",
            (request, counter) => new CallTicket(counter, request.Body.Text("number", LongestCode), request.Body.Text("reason")),
            """{"number":"A012","reason":"wheelchair"}""");
        TicketVerb(hall, "recall", "Announces the called ticket again", (request, counter) => new RecallTicket(counter));
        TicketVerb(hall, "check-holder", "The window has looked at the identity, or says why not", CheckOfAsync,
            """{"reason":"no card with them"}""");
        TicketVerb(hall, "start", "The citizen is at the window", (request, counter) => new StartService(counter));
        TicketVerb(hall, "complete", "The current service is done", (request, counter) => new CompleteService(counter));
        TicketVerb(hall, "no-show", "The called citizen did not come", (request, counter) => new MarkNoShow(counter));
        TicketVerb(hall, "hold", "Puts the current ticket aside",
            (request, counter) => new HoldTicket(counter, request.Body.Optional("reason")), """{"reason":"fetches a copy"}""");
        TicketVerb(hall, "undo", "Takes the last action back", (request, counter) => new UndoLastAction(counter));
        TicketVerb(hall, "note", "Notes something about the matter",
            (request, counter) => new TakeNote(counter, request.Body.Text("text", 500)), """{"text":"brings the form tomorrow"}""");
        TicketVerb(hall, "return", "Calls a held ticket back",
            (request, counter) => new ReturnTicket(counter, new TicketId(request.Body.Whole("ticketId"))), """{"ticketId":17}""");
        TicketVerb(hall, "transfer", "Sends the current ticket on", TransferOf, """{"to":{"service":"B02"},"position":"keep"}""");
        hall.MapGet("/counters/{counter}/queue", HallRequest.HandleCounter(QueueAsync)).RequireKey(Roles)
            .WithSummary("Those whom the counter may call, next first").Answers<IReadOnlyList<TicketJson>>();
    }

    private static void CounterVerb(RouteGroupBuilder hall, string verb, string summary, Func<HallRequest, CounterId, HallCommand> command,
        string? body = null) =>
        hall.MapPost($"/counters/{{counter}}/{verb}",
            HallRequest.HandleCounter((request, counter) => request.AnswerCounterAsync(command(request, counter))))
            .RequireKey(Roles).WithSummary(summary).Answers<CounterJson>().Takes(body);

    private static void TicketVerb(RouteGroupBuilder hall, string verb, string summary, Func<HallRequest, CounterId, HallCommand> command,
        string? body = null) =>
        hall.MapPost($"/counters/{{counter}}/{verb}",
            HallRequest.HandleCounter((request, counter) => request.AnswerTicketAsync(command(request, counter))))
            .RequireKey(Roles).WithSummary(summary).Answers<TicketJson>().Takes(body);

    private static PauseCounter PauseOf(HallRequest request, CounterId counter) => new(
        counter, request.Body.Text("reason"),
        request.Body.Has("minutes") ? (int)request.Body.Whole("minutes", 1, LongestPauseMinutes) : null);

    private static void TicketVerb(
        RouteGroupBuilder hall, string verb, string summary, Func<HallRequest, CounterId, Task<CheckHolder>> command,
        string? body = null) =>
        hall.MapPost($"/counters/{{counter}}/{verb}",
            HallRequest.HandleCounter(async (request, counter) => await request.AnswerTicketAsync(await command(request, counter))))
            .RequireKey(Roles).WithSummary(summary).Answers<TicketJson>().Takes(body);

    private static async Task<CheckHolder> CheckOfAsync(HallRequest request, CounterId counter)
    {
        var (holder, reason) = (request.Body.Optional("holder"), request.Body.Optional("reason"));
        if (holder is null == reason is null)
        {
            request.Body.Fault("holder", "Either holder or reason is expected.");
        }

        return new(counter, await TicketEndpoints.HashOfAsync(request, holder), reason);
    }

    private static TransferTicket TransferOf(HallRequest request, CounterId counter)
    {
        var position = request.Body.Word("position", Positions, "keep");
        if (request.Body.Inner("to") is not { } to)
        {
            return new(counter, null, null, null, position);
        }

        var service = to.Optional("service", LongestCode);
        var zone = to.Optional("zone", LongestCode);
        var other = to.Optional("counter", LongestCode);
        if (new[] { to.Has("service"), to.Has("zone"), to.Has("counter") }.Count(given => given) != 1)
        {
            request.Body.Fault("to", "Exactly one of service, zone and counter is expected.");
        }

        request.Body.Join(to);
        return new(counter, service is null ? null : ServiceCode.Of(service), zone is null ? null : ZoneCode.Of(zone),
            other is null ? null : CounterId.Of(other), position);
    }

    private static async Task QueueAsync(HallRequest request, CounterId counter)
    {
        var plan = request.Hall.Snapshot.Plan;
        if (!plan.Counters.ContainsKey(counter))
        {
            throw new ApiRefusal(RejectionCode.UnknownCounter);
        }

        var queue = await request.Hall.AskAsync(new CounterQueue(counter, QueueShown), request.Http.RequestAborted);
        await request.WriteAsync([.. queue.Select(view => ApiShaping.Ticket(view, plan))], ApiJson.Shapes.IReadOnlyListTicketJson);
    }
}
