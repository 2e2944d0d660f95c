using Hall.Core.Configuration;
using Hall.Core.Tickets;
using Hall.Forecasting.WhatIf;
using Hall.Storage.Data;
using Hall.Storage.Past;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Balance;

/// <summary>Reads past visits from the reporting rows and from what was imported of another system: the one view on both.</summary>
public sealed partial class PastVisits(IDbContextFactory<HallDbContext> database, PastVisitStore imported)
{
    /// <summary>Visits of some days, today excluded, that came to an end.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="today">Its business day.</param>
    /// <param name="days">How many days before it.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="only">Only days of this weekday; null for all.</param>
    public async Task<IReadOnlyList<PastVisit>> ReadAsync(
        HallPlan plan, DateOnly today, int days, CancellationToken cancel, DayOfWeek? only = null)
    {
        // The first day of all was a Monday.
        var weekday = only is { } wanted ? (int?)wanted : null;
        var (hall, from, to) = (plan.Configuration.Hall.Value, today.AddDays(-days).DayNumber, today.DayNumber);
        await using var context = await database.CreateDbContextAsync(cancel);
        var tickets = await context.Tickets.AsNoTracking()
            .Where(row => row.Hall == hall && row.BusinessDay >= from && row.BusinessDay < to && row.EndedAt != null
                && (weekday == null || (row.BusinessDay + 1) % 7 == weekday))
            .Select(row => new { row.Ticket, row.BusinessDay, row.Zone, row.Services, row.Priority, row.State, row.IssuedAt })
            .ToListAsync(cancel);
        var others = ImportedOf(plan, from, to);
        if (tickets.Count == 0)
        {
            return [.. others];
        }

        var (first, last) = (tickets.Min(row => row.Ticket), tickets.Max(row => row.Ticket));
        var periods = (await context.Periods.AsNoTracking()
            .Where(row =>
                row.Hall == hall && row.Ticket >= first && row.Ticket <= last && row.To != null
                    && (row.Kind == "wait" || row.Kind == "service"))
            .Select(row => new { row.Ticket, row.Leg, row.Kind, row.Service, row.From, row.To })
            .ToListAsync(cancel)).ToLookup(row => row.Ticket,
                row => new Stretch(row.Leg, row.Kind == "service", row.Service, row.From, row.To!.Value));
        return [.. others, .. tickets.Select(row => new PastVisit(
            DateOnly.FromDayNumber(row.BusinessDay), plan.Local(row.IssuedAt).TimeOfDay, new(row.Zone), new(row.Services.Split(' ')[0]),
            new(row.Priority),
            Waited(plan, periods[row.Ticket]), Sum(periods[row.Ticket].Where(part => part.Serving).Select(part => part.To - part.From)))
        {
            Forgotten = periods[row.Ticket].Where(part => part.Serving).GroupBy(part => (part.Leg, part.Service))
                .Any(service => plan.Rules.IsForgotten(Sum(service.Select(part => part.To - part.From)))),
            Expired = row.State == nameof(TicketState.Expired),
        })];
    }

    // Nobody waits through the night: a wait that goes on on another day ends with the opening hours of the one on which it began.
    private static TimeSpan Waited(HallPlan plan, IEnumerable<Stretch> stretches) =>
        Sum(stretches.Where(part => !part.Serving).Select(part =>
    {
        var day = plan.DayOf(part.From);
        var hours = plan.Configuration.Hours;
        var end = hours.Always || plan.DayOf(part.To) == day ? part.To
            : hours.On(day) is [.., var last] ? plan.BeginOf(day) + last.To.ToTimeSpan()
            : part.From;
        return end > part.From ? end - part.From : TimeSpan.Zero;
    }));

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + span);

    private readonly record struct Stretch(int Leg, bool Serving, string Service, DateTimeOffset From, DateTimeOffset To);
}
