using Hall.Core.Cases;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>
/// Opens a case for every bad review and tells the duty manager of deadlines that are near or missed. How far it looked is stored with the
/// cases, so that nothing is missed while the hub is down.
/// </summary>
public sealed class CaseMonitor(
    CaseStore store, CaseService desk, FactPlaces places, CaseSettingsFile settings, IDbContextFactory<HallDbContext> databases,
    IHallDirectory halls, HubAlerts alerts, ComplaintPace pace, TimeProvider time, StandstillReport report, ILogger<CaseMonitor> logger)
    : Worker("cases", time, report, logger)
{
    private const int AtOnce = 200;
    private const int LooksAMinute = 30;
    private int _looks;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>Opens the cases of a hall's new bad reviews.</summary>
    public async Task OpenCasesAsync(IHall hall)
    {
        var name = hall.Id.Value;
        var mark = await store.ReadAsync(async care => (await care.Marks.FirstOrDefaultAsync(row => row.Hall == name))?.Link ?? 0);
        await using var database = await databases.CreateDbContextAsync();
        var fresh = await database.Feedback.Where(row => row.Hall == name && row.Link > mark).OrderBy(row => row.Link).Take(AtOnce)
            .ToListAsync();
        if (fresh.Count == 0)
        {
            return;
        }

        foreach (var row in fresh.Where(row => !StoredWord.TryRead<FeedbackLevel>(row.Level, out _)))
        {
            store.Rows.SetAside(RatingTables.Ratings, FormattableString.Invariant($"{name}/{row.Link}"));
        }

        var bad =
            fresh.Where(row =>
                row.Occasion == RatingOccasion.First
                    && row.Level is nameof(FeedbackLevel.Dissatisfied) or nameof(FeedbackLevel.VeryDissatisfied)).ToList();
        var numbers = new Dictionary<long, string>();
        foreach (var row in bad)
        {
            numbers[row.Ticket] =
                (await database.Tickets.FirstOrDefaultAsync(ticket => ticket.Hall == name && ticket.Ticket == row.Ticket))?.Number ?? "";
        }

        await store.ChangeAsync(async care =>
        {
            foreach (var row in bad)
            {
                await OpenAsync(care, hall, row, numbers[row.Ticket]);
            }

            foreach (var row in fresh.Where(row => row.Occasion == RatingOccasion.Reasons))
            {
                await ExplainAsync(care, row);
            }

            var known = await care.Marks.FirstOrDefaultAsync(found => found.Hall == name);
            if (known is null)
            {
                care.Marks.Add(known = new() { Hall = name });
            }

            known.Link = fresh[^1].Link;
            return true;
        });
    }

    /// <summary>Raises or takes down the alert of a hall's deadlines.</summary>
    public async Task WatchDeadlinesAsync(IHall hall)
    {
        var now = hall.Now;
        var standings = (await desk.CasesAsync(hall.Id, now)).Where(one => !one.IsOver).Select(one => one.StandingAt(now))
            .Concat((await desk.ComplaintsAsync(hall.Id, now)).Where(one => !one.IsOver).Select(one => one.StandingAt(now))).ToList();
        var (near, missed, unknown) = (Count(CaseStanding.Near), Count(CaseStanding.Missed), Count(CaseStanding.Unknown));
        if (near + missed > 0)
        {
            alerts.Raise(AlertKind.CaseDue, hall.Id.Value, Text(missed), Text(near));
        }
        else
        {
            alerts.Clear(AlertKind.CaseDue, hall.Id.Value);
        }

        // The State Council announces a year in the autumn before; from December on its absence is a fault.
        var today = hall.Snapshot.Plan.DayOf(now);
        var next = today.Month == 12 ? today.Year + 1 : today.Year;
        if (unknown > 0 || !desk.DaysOf(hall.Snapshot.Plan).Calendar.Years.Contains(next))
        {
            alerts.Raise(AlertKind.CalendarMissing, "calendar.json", Text(next));
        }
        else
        {
            alerts.Clear(AlertKind.CalendarMissing, "calendar.json");
        }

        int Count(CaseStanding standing) => standings.Count(one => one == standing);

        static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        store.Prepare();
        _ = desk.Rules;
        if (settings.Fault is { } fault)
        {
            throw new HubStartException($"{fault} Mend the file, or take it away to begin with the shipped settings.");
        }

        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        var minute = _looks++ % LooksAMinute == 0;
        return EachAsync(halls.All, hall => hall.Id.Value, (hall, _) => LookAsync(hall, minute), stop);
    }

    private async Task LookAsync(IHall hall, bool minute)
    {
        await OpenCasesAsync(hall);
        await places.PlaceAsync(hall);
        pace.Watch(hall.Id, hall.Now);
        if (minute)
        {
            await WatchDeadlinesAsync(hall);
        }
    }

    private async Task OpenAsync(CaseDbContext care, IHall hall, FeedbackRow row, string ticketNumber)
    {
        if (await care.Cases.AnyAsync(known => known.Hall == row.Hall && known.Ticket == row.Ticket && known.Leg == row.Leg))
        {
            return;
        }

        if (!StoredWord.TryRead<FeedbackLevel>(row.Level, out var level))
        {
            return;
        }

        var subject = CaseService.SubjectOf(row.Ticket, row.Leg);
        var named = await care.Contacts.AnyAsync(contact => contact.Hall == row.Hall && contact.Subject == subject);
        var plan = hall.Snapshot.Plan;
        var opened = ReviewCase.Open(
            await CaseNumbers.NextAsync(care, row.Hall, CaseNumbers.Cases, plan.DayOf(row.At).Year),
            new(new TicketId(row.Ticket), ticketNumber, row.Leg, new(row.Counter), new(row.Teller), new(row.Service)),
            level, row.Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries), store.Texts.OpenOrNull(row.Comment), plan.DayOf(row.At),
            named,
            hall.Now, desk.Rules, desk.DaysOf(plan));
        care.Cases.Add(new()
        {
            Hall = row.Hall, Number = opened.Number, Ticket = row.Ticket, Leg = row.Leg, OpenedAt = opened.OpenedAt,
            Body = CaseTexts.Stored(store.Texts, row.Hall, opened),
        });

        // The next number goes by what is stored.
        await care.SaveChangesAsync();
    }

    private async Task ExplainAsync(CaseDbContext care, FeedbackRow row)
    {
        if (await care.Cases.FirstOrDefaultAsync(known =>
            known.Hall == row.Hall && known.Ticket == row.Ticket && known.Leg == row.Leg) is { } found)
        {
            // Into a case that cannot be read nothing is written: the reason stands in the chain of ratings all the same.
            var reasons = row.Reasons.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (store.Rows.Read(StoredCases.Cases, $"{found.Hall}/{found.Number}", () => CaseTexts.Opened(store.Texts, found)) is { } one)
            {
                found.Body = CaseTexts.Stored(store.Texts, row.Hall, one.Explain(reasons, store.Texts.OpenOrNull(row.Comment), row.At));
            }
        }
    }
}
