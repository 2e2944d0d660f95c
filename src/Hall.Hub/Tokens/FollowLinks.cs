using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;

namespace Hall.Hub.Tokens;

/// <summary>The address behind a ticket's code: <c>{public address}/t/{token}</c>.</summary>
public sealed class FollowLinks(TicketTokens tokens, ComplaintLinks complaints, PublicAddress address) : IFollowLinks
{
    /// <summary>The address of a ticket's page in answer to a program.</summary>
    public string For(HallId hall, Ticket ticket, HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var begins = address.ForPrograms(request);
        if (ticket.Kiosk is not null)
        {
            // A kiosk's program will print it: the manager learns whether a phone can open it.
            _ = address.ForCodes(begins);
        }

        return $"{begins}/t/{tokens.For(hall, ticket.Id)}";
    }

    /// <inheritdoc />
    public string? For(HallSnapshot snapshot, Ticket ticket, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(ticket);
        return address.ForCodes(baseUrl) is { } begins ? $"{begins}/t/{tokens.For(snapshot.Hall, ticket.Id)}" : null;
    }

    /// <inheritdoc />
    public string? ForComplaint(HallSnapshot snapshot, KioskId kiosk, DateTimeOffset now, string baseUrl)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return address.ForCodes(baseUrl) is { } begins
            ? $"{begins}{complaints.ForKiosk(snapshot.Hall, kiosk, snapshot.Plan.DayOf(now))}"
            : null;
    }
}
