using Hall.Core.Identifiers;
using Hall.Devices.IdCards;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;

namespace Hall.Hub.Devices;

/// <summary>A card was laid on a reader of a hall.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Place">The kiosk or the desk where the reader stands.</param>
/// <param name="Sign">What the reader says.</param>
/// <param name="Holder">With <see cref="CardSign.Read"/> the keyed hash that tickets are found by; null otherwise.</param>
public sealed record CardSeen(HallId Hall, string Place, CardSign Sign, string? Holder);

/// <summary>
/// What the readers of identity cards say, for the pages that stand beside them. Nothing of a card is kept here: who does not listen at
/// that moment never hears of it. Safe for many threads.
/// </summary>
public sealed partial class CardReaders(HubSecret secret, ILogger<CardReaders> logger)
{
    /// <summary>The protocol of a reader's line.</summary>
    public const string Protocol = "idcard";

    /// <summary>What the name of a place begins with that is a clerk's desk and no kiosk.</summary>
    public const string Desk = "desk";

    private const int MarkLength = 64;

    /// <summary>The place of the reader at a counter.</summary>
    public static string WindowOf(CounterId counter) => $"window-{counter}";

    /// <summary>Raised for each sign of a card; must return soon.</summary>
    public event Action<CardSeen>? Seen;

    /// <summary>The key that readers of a hall hash with, as base 64.</summary>
    public string KeyOf(HallId hall) => Convert.ToBase64String(HolderHash.CardKey(secret, hall));

    /// <summary>A reader says something; false when it is not well formed.</summary>
    public bool Take(HallId hall, string place, CardSign sign, string? mark)
    {
        var isRead = sign == CardSign.Read;
        if (!Enum.IsDefined(sign) || (isRead && (mark is not { Length: MarkLength } || !mark.All(char.IsAsciiHexDigit))))
        {
            return false;
        }

        var seen = new CardSeen(hall, place, sign, isRead ? HolderHash.OfCard(secret, hall, mark!) : null);
        foreach (var listener in Seen?.GetInvocationList().Cast<Action<CardSeen>>() ?? [])
        {
            try
            {
                listener(seen);
            }
            catch (Exception fault)
            {
                // A page that has just been left must not cost the others their card.
                LogListener(fault, place);
            }
        }

        return true;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "A page beside the reader at {Place} did not listen")]
    private partial void LogListener(Exception fault, string place);
}
