using Hall.Core.Cases;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

/// <summary>A case or a complaint as the figures see it.</summary>
/// <param name="Number">Its number.</param>
/// <param name="IsComplaint">Whether it is a complaint.</param>
/// <param name="At">When it opened, UTC.</param>
/// <param name="Day">The hall's day of that.</param>
/// <param name="Hour">The hall's hour of it, 0 to 23.</param>
/// <param name="Zone">Zone of the service on the day of the visit; empty when there is none.</param>
/// <param name="Service">The service; empty when the complaint is about no known visit.</param>
/// <param name="Counter">The counter; empty likewise.</param>
/// <param name="Teller">The teller; empty likewise.</param>
/// <param name="Named">Whether the citizen can be reached.</param>
/// <param name="MendBy">When it has to be mended, or a complaint answered; null when it does not.</param>
/// <param name="MendedAt">When it was mended, or a complaint answered.</param>
/// <param name="CalledBackAt">When the citizen was called back.</param>
/// <param name="Aside">Whether it is a complaint that two people set aside as abuse.</param>
public sealed record CaseFact(
    string Number, bool IsComplaint, DateTimeOffset At, DateOnly Day, int Hour, string Zone, string Service, string Counter, string Teller,
    bool Named, DateTimeOffset? MendBy, DateTimeOffset? MendedAt, DateTimeOffset? CalledBackAt, bool Aside = false)
{
    /// <summary>Whether it is about a visit that is known.</summary>
    internal bool HasVisit => Service.Length > 0;

    /// <summary>Whether it had to be mended, or answered, by now and was, in time; null when it need not have been.</summary>
    public bool? MendedInTime(DateTimeOffset now) => CaseDeadline.WasInTime(MendBy, MendedAt, now);

    /// <summary>What it adds to the figures.</summary>
    public RatingCounts CountsAt(DateTimeOffset now) => IsComplaint
        ? new() { Complaints = 1, ComplaintsAside = Aside ? 1 : 0, Overdue = MendedInTime(now) == false ? 1 : 0 }
        : new() { Mended = MendedInTime(now) is { } inTime ? new(inTime ? 1 : 0, 1) : default,
            CalledBack = Named ? new(CalledBackAt is null ? 0 : 1, 1) : default };
}

/// <summary>Reads what the figures need of cases and complaints.</summary>
public sealed class CaseReports(CaseStore store)
{
    /// <summary>Of some days, the latest first. A case belongs to the day on which it opened, a complaint to that of its
    /// registration.</summary>
    public async Task<IReadOnlyList<CaseFact>> ReadAsync(HallId hall, HallPlan plan, ReportSpan span, string? zone = null)
    {
        var name = hall.Value;

        // A day more on both sides, because the store knows no local days; the days themselves decide below.
        var (from, to) = (new DateTimeOffset(span.From.AddDays(-1), default, TimeSpan.Zero),
            new DateTimeOffset(span.To.AddDays(2), default, TimeSpan.Zero));
        var rows =
            await store.ReadAsync(care =>
                care.Facts.Where(row => row.Hall == name && row.At >= from && row.At < to).OrderByDescending(row => row.At).ToListAsync());
        var facts = new List<CaseFact>(rows.Count);
        foreach (var row in rows)
        {
            var local = plan.Local(row.At);
            var fact = new CaseFact(
                row.Number, row.IsComplaint, row.At, DateOnly.FromDateTime(local), local.Hour, row.Zone ?? ZoneOf(plan, row.Service),
                row.Service, row.Counter, row.Teller,
                row.Named, row.MendBy, row.MendedAt, row.CalledBackAt, row.Aside);
            if (fact.Day >= span.From && fact.Day <= span.To && (zone is null || fact.Zone == zone))
            {
                facts.Add(fact);
            }
        }

        return facts;
    }

    // Of one that has just come, the zone is still that of today.
    private static string ZoneOf(HallPlan plan, string service) =>
        plan.Services.TryGetValue(new(service), out var known) ? known.Zone.Value : "";

    /// <summary>Those that stand behind a figure; null when the question asks for ratings or visits.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="query">Which.</param>
    /// <param name="now">The time, UTC: it decides what is overdue.</param>
    /// <param name="hideTeller">What is about this teller is left out: nobody learns a single rating of their own work.</param>
    public async Task<IReadOnlyList<CaseFact>?> RowsAsync(HallId hall, HallPlan plan, RowQuery query, DateTimeOffset now,
        string? hideTeller) =>
        query.Set is not (RowSet.MendDue or RowSet.NamedBad or RowSet.Complaints or RowSet.AsideComplaints or RowSet.Overdue) ? null
        :
        [
            .. (await ReadAsync(hall, plan, query.Span, query.Zone)).Where(fact => query.Set switch
            {
                RowSet.Complaints => fact.IsComplaint,
                RowSet.AsideComplaints => fact is { IsComplaint: true, Aside: true },
                RowSet.Overdue => fact.IsComplaint && fact.MendedInTime(now) == false,
                RowSet.MendDue => !fact.IsComplaint && fact.MendedInTime(now) is not null,
                _ => !fact.IsComplaint && fact.Named,
            }).Where(fact =>
                (!query.WithoutVisit || !fact.HasVisit) && (query.Service ?? fact.Service) == fact.Service
                    && (query.Counter ?? fact.Counter) == fact.Counter && (query.Teller ?? fact.Teller) == fact.Teller
                && (query.Hour ?? fact.Hour) == fact.Hour && (query.Weekday ?? fact.Day.DayOfWeek) == fact.Day.DayOfWeek
                && (hideTeller is null || fact.Teller != hideTeller)),
        ];
}
