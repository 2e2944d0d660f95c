using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>
/// Where bad reviews and complaints are dealt with. The rules stand in <see cref="ReviewCase"/> and <see cref="Complaint"/>;
/// here steps are asked for, stored, and told to the hall where they change its figures.
/// </summary>
public sealed partial class CaseService(
    CaseStore store, ContactCipher cipher, WorkCalendarFile calendar, CaseSettingsFile settings, IHallDirectory halls, ComplaintPace pace)
{
    /// <summary>The deadlines and how long contact data are kept.</summary>
    public CaseRules Rules => settings.Current;

    /// <summary>Working days of a hall: the calendar that was published there; the file's where none was yet.</summary>
    public HallDays DaysOf(HallPlan plan) =>
        new(halls.Find(plan.Configuration.Hall)?.Snapshot.Matters.Calendar ?? calendar.Current, plan.TimeZone);

    /// <summary>What a leg's contact data belong to.</summary>
    public static string SubjectOf(long ticket, int leg) => FormattableString.Invariant($"leg/{ticket}/{leg}");

    /// <summary>Cases of a hall: those that are open, and those that ended since an instant.</summary>
    public async Task<IReadOnlyList<ReviewCase>> CasesAsync(HallId hall, DateTimeOffset endedSince) => await store.ReadAsync(async care =>
        (await care.Cases.Where(row => row.Hall == hall.Value && (row.EndedAt == null || row.EndedAt >= endedSince))
            .OrderBy(row => row.OpenedAt).ToListAsync())
            .ConvertAll(Found).OfType<ReviewCase>().ToList());

    /// <summary>Complaints of a hall: those that are open, and those that were settled since an instant.</summary>
    public async Task<IReadOnlyList<Complaint>> ComplaintsAsync(HallId hall, DateTimeOffset endedSince) =>
        await store.ReadAsync(async care =>
        (await care.Complaints.Where(row => row.Hall == hall.Value && (row.EndedAt == null || row.EndedAt >= endedSince))
            .OrderBy(row => row.RegisteredAt).ToListAsync())
            .ConvertAll(Found).OfType<Complaint>().ToList());

    /// <summary>A case; null when there is none of that number.</summary>
    public Task<ReviewCase?> FindCaseAsync(HallId hall, string number) => store.ReadAsync(async care =>
        await care.Cases.FirstOrDefaultAsync(row => row.Hall == hall.Value && row.Number == number) is { } row ? Found(row) : null);

    /// <summary>A complaint; null when there is none of that number.</summary>
    public Task<Complaint?> FindComplaintAsync(HallId hall, string number) => store.ReadAsync(async care =>
        await care.Complaints.FirstOrDefaultAsync(row => row.Hall == hall.Value && row.Number == number) is { } row ? Found(row) : null);

    /// <summary>How the citizen can be reached; null when nothing was left or it was erased. People ask
    /// <see cref="ContactAccess"/>.</summary>
    public Task<Contact?> ContactAsync(HallId hall, string subject) => store.ReadAsync(async care =>
        await care.Contacts.FirstOrDefaultAsync(row => row.Hall == hall.Value && row.Subject == subject) is { } row
            ? store.Rows.Read(StoredCases.Contacts, $"{row.Hall}/{row.Subject}",
                () => cipher.Open(row.Sealed, row.Hall, row.Subject)
                    ?? throw new InvalidDataException("It was changed, or sealed with another key."))
            : null);

    /// <summary>Erases the keys of contacts: from then on they open in no copy.</summary>
    /// <exception cref="IOException">It is to be tried again.</exception>
    public void ForgetContacts(IReadOnlyCollection<(string Hall, string Subject)> contacts) => cipher.Keys.Erase(contacts);

    /// <summary>The case of a leg; null while none opened.</summary>
    public Task<ReviewCase?> FindCaseAsync(HallId hall, TicketId ticket, int leg) => store.ReadAsync(async care =>
        await care.Cases.FirstOrDefaultAsync(row => row.Hall == hall.Value && row.Ticket == ticket.Value && row.Leg == leg) is { } row
            ? Found(row)
            : null);

    /// <summary>Whether somebody left how they can be reached.</summary>
    public Task<bool> IsReachableAsync(HallId hall, string subject) =>
        store.ReadAsync(care => care.Contacts.AnyAsync(row => row.Hall == hall.Value && row.Subject == subject));

    /// <summary>Takes a step in a case.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="number">The case.</param>
    /// <param name="step">The step.</param>
    /// <param name="again">How the citizen rates now, once it is settled: a record of its own beside the first rating.</param>
    /// <returns>The rule that forbids it; null when it was taken.</returns>
    public async Task<Rejection?> StepAsync(HallId hall, string number, Func<ReviewCase, CaseAnswer<ReviewCase>> step,
        FeedbackLevel? again = null)
    {
        return await store.ChangeAsync(async care =>
        {
            var row = await care.Cases.FirstOrDefaultAsync(found => found.Hall == hall.Value && found.Number == number);
            if (row is null)
            {
                return new Rejection(RejectionCode.UnknownRequest, $"There is no case {number}.");
            }

            if (Found(row) is not { } stored)
            {
                return Unreadable(number);
            }

            var answer = step(stored);
            if (answer.After is not { } after)
            {
                return answer.Rejection;
            }

            // The hall is told first: a hub that dies in between decides again, and what is told twice counts once.
            if (ToldOf(after, number, again) is { } told && halls.Find(hall) is { } live
                && (await live.ExecuteAsync(told)).Rejection is { } refused)
            {
                return refused;
            }

            (row.Body, row.EndedAt) = (CaseTexts.Stored(store.Texts, row.Hall, after), after.EndedAt);
            return null;
        });
    }

    /// <summary>Takes a step in a complaint.</summary>
    /// <returns>The rule that forbids it; null when it was taken.</returns>
    public Task<Rejection?> StepAsync(HallId hall, string number, Func<Complaint, CaseAnswer<Complaint>> step) =>
        store.ChangeAsync(async care =>
    {
        var row = await care.Complaints.FirstOrDefaultAsync(found => found.Hall == hall.Value && found.Number == number);
        if (row is null)
        {
            return new Rejection(RejectionCode.UnknownRequest, $"There is no complaint {number}.");
        }

        if (Found(row) is not { } stored)
        {
            return Unreadable(number);
        }

        var answer = step(stored);
        if (answer.After is { } after)
        {
            (row.Body, row.EndedAt) = (CaseTexts.Stored(store.Texts, row.Hall, after), after.EndedAt);
        }

        return answer.Rejection;
    });

    /// <summary>Keeps how the rater of a leg can be reached. The case that opened meanwhile learns that it is not anonymous.</summary>
    /// <returns>Whether it was kept: nobody calls about a case that is over.</returns>
    public Task<bool> LeaveContactAsync(IHall hall, TicketId ticket, int leg, Contact contact) => store.ChangeAsync(async care =>
    {
        var subject = SubjectOf(ticket.Value, leg);
        if (await care.Cases.FirstOrDefaultAsync(row =>
            row.Hall == hall.Id.Value && row.Ticket == ticket.Value && row.Leg == leg) is { } row)
        {
            // Beside a case that cannot be read the contact waits until the row is mended.
            var stored = Found(row);
            if (stored is null ? row.EndedAt is not null : stored.LeaveName(hall.Now, Rules, DaysOf(hall.Snapshot.Plan)).After is null)
            {
                return false;
            }

            row.Body = stored?.LeaveName(hall.Now, Rules, DaysOf(hall.Snapshot.Plan)).After is { } named
                ? CaseTexts.Stored(store.Texts, row.Hall, named)
                : row.Body;
        }

        var whole = cipher.Seal(contact, hall.Id.Value, subject);
        if (await care.Contacts.FirstOrDefaultAsync(found => found.Hall == hall.Id.Value && found.Subject == subject) is { } before)
        {
            before.Sealed = whole;
        }
        else
        {
            care.Contacts.Add(new() { Hall = hall.Id.Value, Subject = subject, LeftAt = hall.Now, Sealed = whole });
        }

        return true;
    });

    private static HallCommand? ToldOf(ReviewCase after, string number, FeedbackLevel? again) => after switch
    {
        { Stage: ReviewStage.SetAside } =>
            new SetFeedbackAside(after.About.Ticket, after.About.Leg, after.Level, after.RatedOn, number, after.Steps[^1].By?.Value),
        { Stage: ReviewStage.Confirmed } when again is { } level =>
            new FollowUpFeedback(after.About.Ticket, after.About.Leg, level, after.Steps[^1].Text is { Length: > 0 } said ? said : null,
                number),
        _ => null,
    };

    private static Rejection Unreadable(string number) =>
        new(CaseRule.Unreadable,
            $"What is stored of {number} cannot be read; a manager is told, and it stays as it is until it is mended.");

    private ReviewCase? Found(CaseRow row) =>
        store.Rows.Read(StoredCases.Cases, $"{row.Hall}/{row.Number}", () => CaseTexts.Opened(store.Texts, row));

    private Complaint? Found(ComplaintRow row) =>
        store.Rows.Read(StoredCases.Complaints, $"{row.Hall}/{row.Number}", () => CaseTexts.Opened(store.Texts, row));
}
