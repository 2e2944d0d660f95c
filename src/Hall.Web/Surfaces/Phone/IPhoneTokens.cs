using Hall.Core.Identifiers;

namespace Hall.Web.Surfaces.Phone;

/// <summary>What a token in a QR code stands for.</summary>
public sealed record PhoneTicket(HallId Hall, TicketId Ticket);

/// <summary>Reads the token that is the citizen's only key.</summary>
public interface IPhoneTokens
{
    /// <summary>The ticket of a token; null when the token is none of this hub's.</summary>
    PhoneTicket? Read(string token);
}
