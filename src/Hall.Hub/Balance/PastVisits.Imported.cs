using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Forecasting.WhatIf;
using Hall.Storage.Past;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Balance;

/// <summary>The one view on everything that was: the hall's own record and what was imported of another system.</summary>
public sealed partial class PastVisits
{
    /// <summary>The first day that the hall's own record has; today where it has none.</summary>
    public async Task<DateOnly> FirstOwnDayAsync(HallPlan plan, DateOnly today, CancellationToken cancel)
    {
        var hall = plan.Configuration.Hall.Value;
        await using var context = await database.CreateDbContextAsync(cancel);
        var first = await context.Tickets.Where(row => row.Hall == hall).MinAsync(row => (int?)row.BusinessDay, cancel);
        return first is { } day && day < today.DayNumber ? DateOnly.FromDayNumber(day) : today;
    }

    /// <summary>Whether any of some days before today came from another system.</summary>
    public bool HasImported(HallPlan plan, DateOnly today, int days) =>
        imported.Any(plan.Configuration.Hall, today.AddDays(-days).DayNumber, today.DayNumber);

    /// <summary>Visits of some days as the record has them, with windows and moments; the hall's own and imported ones.</summary>
    public async Task<IReadOnlyList<RecordedVisit>> RecordedAsync(HallPlan plan, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (hall, first, last) = (plan.Configuration.Hall.Value, from.DayNumber, to.DayNumber);
        await using var context = await database.CreateDbContextAsync(cancel);
        var tickets = await context.Tickets.AsNoTracking()
            .Where(row => row.Hall == hall && row.BusinessDay >= first && row.BusinessDay < last && row.EndedAt != null
                && row.State != nameof(TicketState.Expired))
            .Select(row => new { row.Ticket, row.BusinessDay, row.Services, row.Priority }).ToListAsync(cancel);
        var own = new List<RecordedVisit>(tickets.Count);
        if (tickets.Count > 0)
        {
            var (low, high) = (tickets.Min(row => row.Ticket), tickets.Max(row => row.Ticket));
            var periods = (await context.Periods.AsNoTracking()
                .Where(row => row.Hall == hall && row.Ticket >= low && row.Ticket <= high && row.To != null
                    && (row.Kind == "wait" || row.Kind == "walk" || row.Kind == "service"))
                .Select(row => new { row.Ticket, row.Kind, row.From, row.To, row.Counter }).ToListAsync(cancel))
                .ToLookup(row => row.Ticket);
            foreach (var ticket in tickets)
            {
                var parts = periods[ticket.Ticket].OrderBy(part => part.From).ToList();
                if (parts.Find(part => part.Kind == "wait") is not { } wait)
                {
                    continue;
                }

                // Who was called and never came took the window's time as well.
                var service = parts.Find(part => part.Kind == "service" && part.From >= wait.To)
                    ?? parts.Find(part => part.Kind == "walk" && part.From >= wait.To && part.Counter != null);
                var begin = plan.BeginOf(DateOnly.FromDayNumber(ticket.BusinessDay));
                own.Add(new(DateOnly.FromDayNumber(ticket.BusinessDay), wait.From - begin, wait.To!.Value - begin,
                    (service?.From ?? wait.To.Value) - begin, (service?.To ?? wait.To.Value) - begin, new(ticket.Services.Split(' ')[0]),
                    service?.Counter ?? "", new(ticket.Priority), service is not null));
            }
        }

        return [.. own, .. Imported(plan, from, to)];
    }

    /// <summary>Imported visits of some days.</summary>
    public IReadOnlyList<RecordedVisit> Imported(HallPlan plan, DateOnly from, DateOnly to) =>
    [
        .. imported.Read(plan.Configuration.Hall, from.DayNumber, to.DayNumber).Select(row => new RecordedVisit(
            DateOnly.FromDayNumber(row.Day), Time(row.Arrive), Time(row.Call), Time(row.Start), Time(row.End), new(row.Service),
            row.Counter, new(row.Priority), row.IsServed)),
    ];

    // A service that the hall has no more has no zone either, and is left out.
    private IEnumerable<PastVisit> ImportedOf(HallPlan plan, int from, int to) => imported.Read(plan.Configuration.Hall, from, to)
        .Where(row => plan.Services.ContainsKey(new(row.Service)))
        .Select(row => new PastVisit(DateOnly.FromDayNumber(row.Day), Time(row.Arrive), plan.Services[new(row.Service)].Zone,
            new(row.Service), new(row.Priority), Time(row.Call - row.Arrive), row.IsServed ? Time(row.End - row.Start) : TimeSpan.Zero));

    private static TimeSpan Time(long milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
