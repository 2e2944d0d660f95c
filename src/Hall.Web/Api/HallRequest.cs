using Hall.Hub.Keys;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Api;

/// <summary>A request to one hall: reads what every endpoint needs and turns outcomes into answers.</summary>
internal sealed partial class HallRequest
{
    private const int LongestIdempotencyKey = 200;
    private static readonly Meter Meter = new("Hall.Api");
    private static readonly Counter<long> Commands = Meter.CreateCounter<long>("hall_api_commands_total",
        description: "Commands carried out");
    private static readonly Counter<long> Rejections = Meter.CreateCounter<long>("hall_api_rejections_total",
        description: "Commands refused by a rule");

    private HallRequest(HttpContext http, IHall hall, byte[] body, ApiKey? key)
    {
        (Http, Hall, Key) = (http, hall, key);
        Body = BodyReader.Parse(body);
        Idempotency = IdempotencyOf(body);
    }

    /// <summary>The request.</summary>
    public HttpContext Http { get; }

    /// <summary>The hall in its address.</summary>
    public IHall Hall { get; }

    /// <summary>Whose key it came with.</summary>
    public ApiKey? Key { get; }

    /// <summary>Its body.</summary>
    public BodyReader Body { get; }

    /// <summary>Its idempotency key; null without one.</summary>
    public Idempotency? Idempotency { get; }

    /// <summary>Makes an endpoint of a handler; refusals and faults of the journal become problems.</summary>
    public static RequestDelegate Handle(Func<HallRequest, Task> handler) => async http =>
    {
        try
        {
            var hall = HallOf(http);
            var body = HttpMethods.IsPost(http.Request.Method) ? await BodyReader.BytesOfAsync(http.Request) : [];
            await handler(new HallRequest(http, hall, body, RequestKey.Of(http)));
        }
        catch (ApiRefusal refusal)
        {
            await Problems.WriteAsync(http, refusal.Code, refusal.Detail, refusal.Faults);
        }
        catch (JournalUnavailableException)
        {
            // What exactly failed is in the log and on the manager's page; paths and disks are no caller's business.
            await Problems.WriteAsync(http, RejectionCode.JournalUnavailable);
        }
        catch (IdempotencyConflictException)
        {
            await Problems.WriteAsync(http, ApiCode.IdempotencyConflict);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && !http.Response.HasStarted)
        {
            // A program gets a code that it can read, also for what nobody thought of; what it was stands in the log.
            LogFault(http.RequestServices.GetRequiredService<ILogger<HallRequest>>(), fault);
            await Problems.WriteAsync(http, ApiCode.Internal);
        }
    };

    /// <summary>An endpoint that is about the ticket in its address; one that is no number is unknown.</summary>
    public static RequestDelegate HandleTicket(Func<HallRequest, TicketId, Task> handler) => Handle(request =>
        handler(request, long.TryParse(request.Route("ticketId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new(id) : throw new ApiRefusal(RejectionCode.UnknownTicket)));

    /// <summary>An endpoint that is about the counter in its address; a key of another counter is refused.</summary>
    public static RequestDelegate HandleCounter(Func<HallRequest, CounterId, Task> handler) => Handle(request =>
    {
        var counter = request.Route("counter");
        return request.Key is { Role: KeyRole.Counter, Counter: { } own } && own != counter
            ? throw new ApiRefusal(ApiCode.WrongRole, $"This key is for counter {own}.")
            : handler(request, CounterId.Of(counter));
    });

    /// <summary>Carries a command out.</summary>
    /// <returns>The outcome; null when it was refused, and then the answer is written.</returns>
    public async Task<HallOutcome?> ExecuteAsync(HallCommand command)
    {
        Body.End();
        var outcome = await Hall.ExecuteAsync(command, Idempotency, Http.RequestAborted);
        if (outcome.Rejection is not { } rejection)
        {
            Commands.Add(1);
            return outcome;
        }

        Rejections.Add(1);
        await Problems.WriteAsync(Http, rejection.Code, rejection.Message,
            rejection.Code == RejectionCode.Malformed ? [new(rejection.Field, rejection.Message)] : null);
        return null;
    }

    /// <summary>Carries a command out and answers with its ticket.</summary>
    public async Task AnswerTicketAsync(HallCommand command)
    {
        if (await ExecuteAsync(command) is not { } outcome)
        {
            return;
        }

        if (outcome.Ticket is { } ticket)
        {
            await WriteAsync(ApiShaping.Ticket(ticket, Hall.Snapshot.Plan), ApiJson.Shapes.TicketJson);
            return;
        }

        Http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Carries a command out and answers with its counter.</summary>
    public async Task AnswerCounterAsync(HallCommand command)
    {
        if (await ExecuteAsync(command) is { Counter: { } counter } outcome)
        {
            // Whoever opens a counter that is open already changes nothing, and still learns whom it has.
            var ticket = outcome.Ticket
                ?? (counter.Ticket is { } current ? await Hall.AskAsync(new TicketById(current), Http.RequestAborted) : null);
            await WriteAsync(ApiShaping.Counter(counter, ticket?.Ticket.Number, Hall.Snapshot.Plan, withTeller: true),
                ApiJson.Shapes.CounterJson);
        }
    }

    /// <summary>Writes an answer.</summary>
    public Task WriteAsync<T>(T answer, JsonTypeInfo<T> shape, int status = StatusCodes.Status200OK)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "application/json; charset=utf-8";
        Http.Response.Headers.CacheControl = "no-store";
        JsonSerializer.Serialize(new Utf8JsonWriter(Http.Response.BodyWriter, ApiJson.Writer), answer, shape);
        return Http.Response.BodyWriter.FlushAsync(Http.RequestAborted).AsTask();
    }

    private static IHall HallOf(HttpContext http) =>
        http.RequestServices.GetRequiredService<IHallDirectory>().Find(HallId.Of((string)http.Request.RouteValues["hall"]!))
        ?? throw new ApiRefusal(RejectionCode.UnknownHall);

    private string Route(string name) => (string)Http.Request.RouteValues[name]!;

    private Idempotency? IdempotencyOf(byte[] body)
    {
        if (!HttpMethods.IsPost(Http.Request.Method) || !Http.Request.Headers.TryGetValue("Idempotency-Key", out var sent))
        {
            return null;
        }

        var key = sent.ToString();
        return key.Length is > 0 and <= LongestIdempotencyKey
            ? new($"{Key?.Name}|{Http.Request.Path}", key, Convert.ToHexStringLower(SHA256.HashData(body)))
            : throw new ApiRefusal(RejectionCode.Malformed,
                faults: [new("Idempotency-Key", $"1 to {LongestIdempotencyKey} characters are expected.")]);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to the API met a fault of the hub")]
    private static partial void LogFault(ILogger logger, Exception fault);
}
