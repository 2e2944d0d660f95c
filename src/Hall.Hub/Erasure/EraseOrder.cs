using System.Globalization;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Tokens;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;

namespace Hall.Hub.Erasure;

/// <summary>What the console asks to be erased.</summary>
/// <param name="What">One of <see cref="Kinds"/>.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Which">A ticket's token or its number in the journal, an event's number, a case's or complaint's number, or an identity,
/// a card or a telephone.</param>
public sealed record EraseOrder(string What, string Hall, string Which)
{
    /// <summary>Everything about a visit.</summary>
    public const string Visit = "visit";

    /// <summary>The text of one event.</summary>
    public const string Text = "text";

    /// <summary>The words of a case or complaint.</summary>
    public const string Case = "case";

    /// <summary>Every visit of a person.</summary>
    public const string Person = "person";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [Visit, Text, Case, Person];

    /// <summary>Carries it out.</summary>
    /// <param name="services">The hub's.</param>
    /// <returns>What was erased, or why nothing was.</returns>
    public async Task<EraseAnswer> RunAsync(IServiceProvider services)
    {
        if (services.GetRequiredService<IHallDirectory>().Find(new HallId(Hall)) is not { } hall)
        {
            return new(null, $"There is no hall {Hall}.");
        }

        var desk = services.GetRequiredService<ErasureService>();
        try
        {
            return What switch
            {
                Visit when TicketOf(services, hall) is { } ticket
                    && await desk.VisitAsync(hall, ticket, AuditActor.Console) is { } visit => new(visit),
                Visit => new(null, "That is neither the token of a ticket of this hall nor a ticket's number in the journal."),
                Text when await desk.TextAsync(hall, Number() ?? 0, AuditActor.Console) is { } one => new(one),
                Text => new(null, "There is no event of that number with a text of a visit."),
                Case when await desk.CareAsync(hall, Which, AuditActor.Console) is { } file => new(file),
                Case => new(null, "There is no case and no complaint of that number."),
                Person => new(await desk.PersonAsync(hall, await HashesAsync(services.GetRequiredService<HubSecret>(), hall),
                    AuditActor.Console)),
                _ => new(null, $"One can erase {string.Join(", ", Kinds)}."),
            };
        }
        catch (Exception fault) when (fault is IOException or JournalUnavailableException or Microsoft.Data.Sqlite.SqliteException)
        {
            return new(null, $"It was not carried to its end: {fault.Message} Try it again.");
        }
    }

    private TicketId? TicketOf(IServiceProvider services, IHall hall) =>
        services.GetRequiredService<TicketTokens>().TryRead(Which, out var of, out var ticket) && of == hall.Id ? ticket
            : Number() is { } number and > 0 ? new TicketId(number) : null;

    private long? Number() => long.TryParse(Which, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // In whatever form a ticket may have it: an identity in its own and in older spelling, a telephone, a card's mark.
    private async Task<HashSet<string>> HashesAsync(HubSecret secret, IHall hall)
    {
        HashSet<string> hashes = [HolderHash.Of(secret, hall.Id, Which), await HolderHash.InAsync(secret, hall, Which),
            HolderHash.OfCard(secret, hall.Id, Which)];
        if (PhoneHash.Of(secret, hall.Id, Which) is { } phone)
        {
            hashes.Add(phone);
        }

        return hashes;
    }
}

/// <summary>What came of it.</summary>
/// <param name="Erased">What was erased; null when nothing was.</param>
/// <param name="Fault">Why not, in a sentence; null when it was.</param>
public sealed record EraseAnswer(Erased? Erased, string? Fault = null);
