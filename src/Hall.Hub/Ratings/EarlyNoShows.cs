using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Tickets;
using Hall.Storage.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

/// <summary>
/// How often each teller marked somebody as not come within seconds of the call, of all whom they called. What was taken back is none.
/// </summary>
public static class EarlyNoShows
{
    /// <summary>Which part of the hall's time for coming is called seconds: 30 s of the usual 120.</summary>
    public const int PartOfTheTime = 4;

    /// <summary>The counts of whole days.</summary>
    /// <param name="database">The reporting rows.</param>
    /// <param name="plan">The hall; its rule says how long one may take to come.</param>
    /// <param name="from">First day, days since 0001-01-01.</param>
    /// <param name="to">Last day, included.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <returns>By staff number: early no-shows of calls.</returns>
    public static async Task<IReadOnlyDictionary<string, Share>> OfAsync(HallDbContext database, HallPlan plan, int from, int to,
        CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(plan);
        var hall = plan.Configuration.Hall.Value;
        var visits = database.Tickets.AsNoTracking().Where(row => row.Hall == hall && row.BusinessDay >= from && row.BusinessDay <= to);
        if (await visits.Select(row => (long?)row.Ticket).MinAsync(cancel) is not { } first)
        {
            return new Dictionary<string, Share>();
        }

        var last = await visits.MaxAsync(row => row.Ticket, cancel);
        var walks = database.Periods.AsNoTracking()
            .Where(row => row.Hall == hall && row.Ticket >= first && row.Ticket <= last && row.Kind == "walk" && row.Teller != null);
        var called = await walks.GroupBy(row => row.Teller!).Select(part => new { part.Key, Count = part.Count() }).ToListAsync(cancel);
        var missed = await visits.Where(row => row.State == nameof(TicketState.NoShow)).Select(row => new { row.Ticket, row.EndedAt })
            .ToDictionaryAsync(row => row.Ticket, row => row.EndedAt, cancel);
        var soon = TimeSpan.FromSeconds(plan.Rules.NoShowAfterSeconds / (double)PartOfTheTime);
        var ids = missed.Keys.ToList();
        var early = (await walks.Where(row => ids.Contains(row.Ticket)).Select(row => new { row.Ticket, row.Teller, row.From, row.To })
            .ToListAsync(cancel)).Where(row => row.To == missed[row.Ticket] && row.To - row.From < soon).CountBy(row => row.Teller!)
            .ToDictionary();
        return called.ToDictionary(row => row.Key, row => new Share(early.GetValueOrDefault(row.Key), row.Count));
    }
}
