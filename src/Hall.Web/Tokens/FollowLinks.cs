using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Care;
using Hall.Web.Hub;
using Hall.Web.Surfaces.Kiosk;

namespace Hall.Web.Tokens;

/// <summary>The address behind a ticket's code: <c>{PublicBaseUrl or the request's address}/t/{token}</c>.</summary>
public sealed class FollowLinks(TicketTokens tokens, ComplaintLinks complaints, HubOptions options) : IFollowLinks
{
    private readonly string? _publicBase = string.IsNullOrWhiteSpace(options.PublicBaseUrl) ? null : options.PublicBaseUrl.TrimEnd('/');

    /// <summary>The address of a ticket's page.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="requestBase">Scheme and host of the request; used while no public address is set.</param>
    public string For(HallId hall, TicketId ticket, string requestBase) =>
        $"{_publicBase ?? requestBase.TrimEnd('/')}/t/{tokens.For(hall, ticket)}";

    /// <summary>The address of a ticket's page in answer to a request.</summary>
    public string For(HallId hall, TicketId ticket, HttpRequest request) => For(hall, ticket, $"{request.Scheme}://{request.Host}{request.PathBase}");

    /// <inheritdoc />
    public string? For(HallSnapshot snapshot, Ticket ticket, string baseUrl) => For(snapshot.Hall, ticket.Id, baseUrl);

    /// <inheritdoc />
    public string? ForComplaint(HallSnapshot snapshot, KioskId kiosk, DateTimeOffset now, string baseUrl) =>
        $"{_publicBase ?? baseUrl.TrimEnd('/')}{complaints.ForKiosk(snapshot.Hall, kiosk, snapshot.Plan.DayOf(now))}";
}
