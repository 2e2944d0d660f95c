using Hall.Core.Balance;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Balance;

/// <summary>Reads past visits from the reporting rows.</summary>
public sealed class PastVisits(IDbContextFactory<HallDbContext> database)
{
    /// <summary>Visits of some days, today excluded, that came to an end.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="today">Its business day.</param>
    /// <param name="days">How many days before it.</param>
    public async Task<IReadOnlyList<PastVisit>> ReadAsync(HallPlan plan, DateOnly today, int days, CancellationToken cancel)
    {
        var (hall, from, to) = (plan.Configuration.Hall.Value, today.AddDays(-days).DayNumber, today.DayNumber);
        await using var context = await database.CreateDbContextAsync(cancel);
        var tickets = await context.Tickets.AsNoTracking()
            .Where(row => row.Hall == hall && row.BusinessDay >= from && row.BusinessDay < to && row.EndedAt != null)
            .Select(row => new { row.Ticket, row.BusinessDay, row.Zone, row.Services, row.Priority, row.IssuedAt })
            .ToListAsync(cancel);
        if (tickets.Count == 0)
        {
            return [];
        }

        var (first, last) = (tickets.Min(row => row.Ticket), tickets.Max(row => row.Ticket));
        var periods = await context.Periods.AsNoTracking()
            .Where(row => row.Hall == hall && row.Ticket >= first && row.Ticket <= last && row.To != null && (row.Kind == "wait" || row.Kind == "service"))
            .Select(row => new { row.Ticket, row.Kind, row.From, row.To })
            .ToListAsync(cancel);
        var lengths = periods.GroupBy(row => (row.Ticket, row.Kind))
            .ToDictionary(group => group.Key, group => TimeSpan.FromMilliseconds(group.Sum(row => (row.To!.Value - row.From).TotalMilliseconds)));
        return [.. tickets.Select(row => new PastVisit(
            DateOnly.FromDayNumber(row.BusinessDay), plan.Local(row.IssuedAt).TimeOfDay, new(row.Zone), new(row.Services.Split(' ')[0]), new(row.Priority),
            lengths.GetValueOrDefault((row.Ticket, "wait")), lengths.GetValueOrDefault((row.Ticket, "service"))))];
    }
}
