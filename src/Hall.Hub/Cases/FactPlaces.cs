using Hall.Core.Engine;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>
/// Looks up the zones of cases and complaints where the served legs have theirs, so that a figure and what it is divided by count for the
/// same zone for ever. A complaint about somebody who is still being served waits until that leg has ended.
/// </summary>
public sealed class FactPlaces(CaseStore store, IDbContextFactory<HallDbContext> databases)
{
    private const int AtOnce = 200;
    private static readonly TimeSpan LongestStay = TimeSpan.FromDays(7);

    /// <summary>Looks up those of a hall that have none yet.</summary>
    /// <returns>How many were found.</returns>
    public async Task<int> PlaceAsync(IHall hall)
    {
        var name = hall.Id.Value;
        var open =
            await store.ReadAsync(care =>
                care.Facts.Where(row => row.Hall == name && row.Zone == null).OrderBy(row => row.At).Take(AtOnce).ToListAsync());
        if (open.Count == 0)
        {
            return 0;
        }

        await using var database = await databases.CreateDbContextAsync();
        var tickets = open.Select(row => row.Ticket ?? 0).ToList();
        var zones =
            (await database.Legs.Where(leg => leg.Hall == name && tickets.Contains(leg.Ticket))
                .Select(leg => new { leg.Ticket, leg.Leg, leg.Zone }).ToListAsync())
            .ToDictionary(leg => (leg.Ticket, leg.Leg), leg => leg.Zone);
        var parts = await PartHistory.ReadAsync(database, hall.Id);
        var found = open.Select(row => (row.Number, Zone: zones.GetValueOrDefault((row.Ticket ?? 0, row.Leg ?? 0))
                ?? (hall.Now - row.At > LongestStay ? parts.ZoneOf(TallyScope.Service, row.Service, row.At) ?? "" : null)))
            .Where(row => row.Zone is not null).ToDictionary(row => row.Number, row => row.Zone);
        return found.Count == 0 ? 0 : await store.ChangeAsync(async care =>
        {
            foreach (var row in await care.Facts.Where(row => row.Hall == name && found.Keys.Contains(row.Number)).ToListAsync())
            {
                row.Zone = found[row.Number];
            }

            return found.Count;
        });
    }
}
