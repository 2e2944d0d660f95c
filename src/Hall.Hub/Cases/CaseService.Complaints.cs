using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>How complaints come in: the first of a ticket always, more of the same ticket added to it, within limits that strangers cannot
/// use against others.</summary>
public sealed partial class CaseService
{
    /// <summary>Complaints and additions that one ticket may make on one of the hall's days.</summary>
    public const int MostADay = 3;

    /// <summary>
    /// Takes a complaint: under the next number of its year, or added to the open complaint of the same ticket. The first complaint of a
    /// ticket, and one that belongs to no ticket, is never refused for being one of many.
    /// </summary>
    /// <param name="hall">The hall.</param>
    /// <param name="title">A line that says what it is about.</param>
    /// <param name="content">What the citizen says.</param>
    /// <param name="channel">The way it came.</param>
    /// <param name="about">The leg it is about; null when that is not known.</param>
    /// <param name="contact">How the citizen can be reached; null when nothing was left.</param>
    /// <param name="by">Who writes it down; null for the citizen.</param>
    /// <param name="ticket">The ticket from whose page or for which it comes; that of <paramref name="about"/> when null.</param>
    /// <returns>The complaint as it stands now, or why it was not taken.</returns>
    public Task<CaseAnswer<Complaint>> RegisterAsync(
        IHall hall, string title, string content, ComplaintChannel channel, ServedLeg? about, Contact? contact, StaffNumber? by,
        TicketId? ticket = null) =>
        store.ChangeAsync(async care =>
    {
        var of = (ticket ?? about?.Ticket)?.Value;
        var earlier = of is null
            ? []
            : await care.Complaints.Where(row => row.Hall == hall.Id.Value && row.Ticket == of).OrderBy(row => row.RegisteredAt)
                .ToListAsync();
        if (Refused(hall, earlier) is { } refused)
        {
            return refused;
        }

        var answer = earlier.LastOrDefault(row => row.EndedAt is null && Found(row) is not null) is { } open
            ? Add(hall, open, title, content, about, contact, by)
            : await RegisterAsync(care, hall, title, content, channel, about, contact, by, of);
        if (answer.After is { } taken)
        {
            await KeepContactAsync(care, hall, taken.Number, contact);
            pace.Take(hall.Id, hall.Now);
        }

        return answer;
    });

    private Rejection? Refused(IHall hall, List<ComplaintRow> earlier)
    {
        if (earlier.Count == 0)
        {
            return null;
        }

        var (plan, now) = (hall.Snapshot.Plan, hall.Now);
        var today = plan.DayOf(now);
        var ofToday = earlier.Count(row => plan.DayOf(row.RegisteredAt) == today)
            + earlier.Sum(row => Found(row)?.Added.Count(text => plan.DayOf(text.At) == today) ?? 0);
        return ofToday >= MostADay ? new Rejection(CaseRule.TooManyToday, $"One ticket may complain {MostADay} times a day.")
            : pace.IsFlooded(hall.Id, now)
                ? new Rejection(CaseRule.TooManyNow,
                    $"More than {ComplaintPace.MostAMinute} complaints came within a minute; this ticket has one already.")
            : null;
    }

    private CaseAnswer<Complaint> Add(IHall hall, ComplaintRow row, string title, string content, ServedLeg? about, Contact? contact,
        StaffNumber? by)
    {
        var answer = Found(row)!.Add(title, content, about, contact is not null, by, hall.Now);
        row.Body = answer.After is { } after ? CaseTexts.Stored(store.Texts, row.Hall, after) : row.Body;
        return answer;
    }

    private async Task<CaseAnswer<Complaint>> RegisterAsync(
        CaseDbContext care, IHall hall, string title, string content, ComplaintChannel channel, ServedLeg? about, Contact? contact,
        StaffNumber? by, long? ticket)
    {
        var (now, plan) = (hall.Now, hall.Snapshot.Plan);
        var draft = Complaint.Register("", title, content, channel, about, contact is not null, by, now, Rules, DaysOf(plan));
        if (draft.After is not { } sound)
        {
            return draft;
        }

        var registered =
            sound with { Number = await CaseNumbers.NextAsync(care, hall.Id.Value, CaseNumbers.Complaints, plan.DayOf(now).Year) };
        care.Complaints.Add(new() { Hall = hall.Id.Value, Number = registered.Number, Ticket = ticket, RegisteredAt = now,
            Body = CaseTexts.Stored(store.Texts, hall.Id.Value, registered) });
        return registered;
    }

    private async Task KeepContactAsync(CaseDbContext care, IHall hall, string number, Contact? contact)
    {
        if (contact is null)
        {
            return;
        }

        var whole = cipher.Seal(contact, hall.Id.Value, number);
        if (await care.Contacts.FirstOrDefaultAsync(row => row.Hall == hall.Id.Value && row.Subject == number) is { } before)
        {
            before.Sealed = whole;
        }
        else
        {
            care.Contacts.Add(new() { Hall = hall.Id.Value, Subject = number, LeftAt = hall.Now, Sealed = whole });
        }
    }
}
