using System.Globalization;
using System.Text;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Api;

/// <summary>Tickets and ratings over HTTP.</summary>
internal static class TicketEndpoints
{
    private const int LongestCode = 100;
    private static readonly Dictionary<string, string> Languages = new() { ["zh-CN"] = "zh-CN", ["en"] = "en" };
    private static readonly Dictionary<string, FeedbackLevel> Levels = Enum.GetValues<FeedbackLevel>()
        .ToDictionary(level => level.ToString());

    public static void Map(RouteGroupBuilder hall)
    {
        hall.MapPost("/tickets", HallRequest.Handle(IssueAsync)).RequireKey(KeyRole.Kiosk, KeyRole.Manager, KeyRole.Integration)
            .WithSummary("Issues a ticket").Answers<IssuedTicketJson>(StatusCodes.Status201Created)
            .Takes("""{"service":"A06"}""",
                "service, or services with several; priority, language (zh-CN, en), holder, forAnother, name, telephone and kiosk may "
                    + "stand beside.");
        hall.MapGet("/tickets", HallRequest.Handle(request => ReadAsync(request, new TicketByNumber(NumberOf(request)))))
            .RequireKey(KeyRole.Kiosk, KeyRole.Manager, KeyRole.Integration).WithSummary("A ticket by its number").Answers<TicketJson>()
            .Reads("number", ReadFrom.Query, "The number as it is called, such as A012.", isRequired: true);
        hall.MapGet("/tickets/{ticketId}", HallRequest.HandleTicket((request, ticket) => ReadAsync(request, new TicketById(ticket))))
            .RequireKey(KeyRole.Kiosk, KeyRole.Manager, KeyRole.Integration).WithSummary("A ticket").Answers<TicketJson>();
        Verb(hall, "abandon", "The citizen leaves", (request, ticket) => new AbandonTicket(ticket));
        Verb(hall, "postpone", "Lets others pass", (request, ticket) => new PostponeTicket(ticket, PlacesOf(request)), """{"places":3}""");
        Verb(hall, "add-service", "Adds a service",
            (request, ticket) => new AddService(ticket, ServiceCode.Of(request.Body.Text("service", LongestCode))),
            """{"service":"A28"}""");
        Verb(hall, "priority", "Gives a priority by hand", (request, ticket) => new ChangePriority(
            ticket, PriorityCode.Of(request.Body.Text("priority", LongestCode)), request.Body.Text("reason"), request.Key?.Name),
            """{"priority":"elderly","reason":"81 years old"}""");
        Verb(hall, "rejoin", "A no-show came after all", (request, ticket) => new RejoinTicket(ticket));
        Verb(hall, "reprint", "A slip is printed again", (request, ticket) => new ReprintTicket(ticket));
        hall.MapPost("/visits/{ticketId}/feedback", HallRequest.HandleTicket(RateAsync)).RequireKey(KeyRole.Manager, KeyRole.Integration)
            .WithSummary("Rates a served leg").Answers<FeedbackJson>(StatusCodes.Status201Created)
            .Takes("""{"token":"…","level":"VeryDissatisfied","reasons":["109"],"comment":"…"}""", "reasons and comment may be left out.");
    }

    private static void Verb(RouteGroupBuilder hall, string verb, string summary, Func<HallRequest, TicketId, HallCommand> command,
        string? body = null) =>
        hall.MapPost($"/tickets/{{ticketId}}/{verb}",
            HallRequest.HandleTicket((request, ticket) => request.AnswerTicketAsync(command(request, ticket))))
            .RequireKey(KeyRole.Manager, KeyRole.Integration).WithSummary(summary).Answers<TicketJson>().Takes(body);

    private static async Task IssueAsync(HallRequest request)
    {
        var services = request.Http.RequestServices;
        if (await IssuedAsync(request, services.GetRequiredService<KioskPace>()) is not { Ticket: { } ticket } outcome)
        {
            return;
        }

        var token = services.GetRequiredService<TicketTokens>().For(request.Hall.Id, ticket.Ticket.Id);
        var link = services.GetRequiredService<FollowLinks>().For(request.Hall.Id, ticket.Ticket, request.Http.Request);
        request.Http.Response.Headers.Location = LocalAddress.Encoded($"/api/v1/halls/{request.Hall.Id}/tickets/{ticket.Ticket.Id}");
        await request.WriteAsync(ApiShaping.Issued(ticket, request.Hall.Snapshot.Plan, token, link, outcome.Warnings),
            ApiJson.Shapes.IssuedTicketJson, StatusCodes.Status201Created);
    }

    // Null when nothing was issued, and then the answer is written. Only keys of kiosks have a pace: other systems know their own.
    private static async Task<HallOutcome?> IssuedAsync(HallRequest request, KioskPace pace)
    {
        var command = await IssueOfAsync(request);
        if (request.Key is not { Role: KeyRole.Kiosk } key)
        {
            return await request.ExecuteAsync(command);
        }

        request.Body.End();
        if (pace.TryGive(request.Hall.Id, key.Name) is { } wait)
        {
            request.Http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
            throw new ApiRefusal(ApiCode.TooManyRequests);
        }

        HallOutcome? outcome = null;
        try
        {
            return outcome = await request.ExecuteAsync(command);
        }
        finally
        {
            if (outcome is null)
            {
                pace.TakeBack(request.Hall.Id, key.Name);
            }
        }
    }

    private static async Task<IssueTicket> IssueOfAsync(HallRequest request)
    {
        var body = request.Body;
        var several = body.Texts("services", LongestCode);
        var one = body.Optional("service", LongestCode);
        if (body.Has("service") == body.Has("services"))
        {
            body.Fault("service", "Either service or services is expected.");
        }

        if (body.Has("services"))
        {
            CheckSeveral(body, several);
        }

        var priority = body.Optional("priority", LongestCode) is { } code ? PriorityCode.Of(code) : PriorityCode.None;
        var language = body.Word("language", Languages, "zh-CN");
        var holder = body.Optional("holder");
        var forAnother = body.Truth("forAnother");
        if (forAnother && (holder is null || request.Key?.Role == KeyRole.Kiosk))
        {
            body.Fault("forAnother",
                holder is null
                    ? "Who comes for somebody else shows an identity: holder is expected."
                    : "A kiosk cannot know it; a clerk says so.");
        }

        // A name is accepted from systems that send it, and not kept: a ticket needs none. Of a telephone only a keyed hash is.
        body.Optional("name", LongestCode);
        return new(one is null ? [.. several.Select(ServiceCode.Of)] : [ServiceCode.Of(one)], priority, language, KioskOf(request),
            await HashOfAsync(request, holder), forAnother, PhoneOf(request));
    }

    private static string? PhoneOf(HallRequest request)
    {
        if (request.Body.Optional("telephone", LongestCode) is not { } telephone)
        {
            return null;
        }

        var hash = PhoneHash.Of(request.Http.RequestServices.GetRequiredService<HubSecret>(), request.Hall.Id, telephone);
        if (hash is null)
        {
            request.Body.Fault("telephone", "5 to 20 digits are expected; spaces, +, - and brackets may stand between them.");
        }

        return hash;
    }

    private static void CheckSeveral(BodyReader body, IReadOnlyList<string> several)
    {
        if (several.Count is < 1 or > HallRules.MostServices)
        {
            body.Fault("services", $"1 to {HallRules.MostServices} services are expected.");
        }

        for (var i = 1; i < several.Count; i++)
        {
            if (several.Take(i).Contains(several[i], StringComparer.Ordinal))
            {
                body.Fault(Invariant($"services[{i}]"), "This service stands twice.");
            }
        }
    }

    private static KioskId? KioskOf(HallRequest request)
    {
        var named = request.Body.Optional("kiosk", LongestCode);
        var own = request.Key?.Kiosk;
        if (own is not null && named is not null && own != named)
        {
            throw new ApiRefusal(ApiCode.WrongRole, $"This key is for kiosk {own}.");
        }

        if ((own ?? named) is not { } name)
        {
            return null;
        }

        var kiosk = KioskId.Of(name);
        return request.Hall.Snapshot.Plan.Configuration.Kiosks.Any(known => known.Kiosk == kiosk)
            ? kiosk
            : throw new ApiRefusal(ApiCode.UnknownKiosk, $"The hall has no kiosk {name}.");
    }

    internal static async Task<string?> HashOfAsync(HallRequest request, string? holder) =>
        holder is null
            ? null
            : await HolderHash.InAsync(request.Http.RequestServices.GetRequiredService<HubSecret>(), request.Hall, holder);

    private static int PlacesOf(HallRequest request) =>
        (int)request.Body.Whole("places", 1, Math.Max(1, request.Hall.Snapshot.Plan.Rules.PostponeLimit));

    private static string NumberOf(HallRequest request) => request.Http.Request.Query["number"].ToString() is { Length: > 0 } number
        ? number
        : throw new ApiRefusal(RejectionCode.Malformed, faults: [new("number", "The query ?number= is missing.")]);

    private static async Task ReadAsync(HallRequest request, HallQuery<TicketView?> query)
    {
        var view = await request.Hall.AskAsync(query, request.Http.RequestAborted) ?? throw new ApiRefusal(RejectionCode.UnknownTicket);
        if (request.Key is { Role: KeyRole.Kiosk, Kiosk: { } own } && view.Ticket.Kiosk?.Value != own)
        {
            throw new ApiRefusal(ApiCode.WrongRole, "A kiosk sees its own tickets only.");
        }

        await request.WriteAsync(ApiShaping.Ticket(view, request.Hall.Snapshot.Plan), ApiJson.Shapes.TicketJson);
    }

    private static async Task RateAsync(HallRequest request, TicketId ticket)
    {
        var token = request.Body.Text("token");
        var level = request.Body.Word("level", Levels);
        var reasons = request.Body.Texts("reasons");
        var comment = request.Body.Optional("comment");
        request.Body.End();
        var tokens = request.Http.RequestServices.GetRequiredService<TicketTokens>();
        if (!tokens.TryRead(token, out var hall, out var owner) || hall != request.Hall.Id || owner != ticket)
        {
            throw new ApiRefusal(ApiCode.TokenInvalid);
        }

        if (await TokenLife.FindAsync(request.Hall, ticket, request.Http.RequestAborted) is null)
        {
            throw new ApiRefusal(ApiCode.TokenExpired);
        }

        if (await request.ExecuteAsync(new GiveFeedback(ticket, null, level, reasons, comment, FeedbackChannel.QrCode)) is { } outcome)
        {
            await request.WriteAsync(new FeedbackJson(ticket.Value, outcome.RatedLeg, level.ToString(), reasons),
                ApiJson.Shapes.FeedbackJson, StatusCodes.Status201Created);
        }
    }
}
