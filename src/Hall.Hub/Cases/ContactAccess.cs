using Hall.Core.Identifiers;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.People;

namespace Hall.Hub.Cases;

/// <summary>
/// The only way by which somebody of the hall sees how a citizen can be reached: the rules are asked whether that person calls,
/// and the look stands in the audit before anything is shown.
/// </summary>
public sealed class ContactAccess(CaseService desk, PeopleStore people)
{
    /// <summary>The contact of a bad review's case.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="number">The case.</param>
    /// <param name="who">Who looks.</param>
    /// <param name="supervises">Whether that person supervises cases.</param>
    /// <returns>The contact; null when it is not theirs to see, when none was left, or when it was erased.</returns>
    public async Task<Contact?> AtCaseAsync(HallId hall, string number, StaffNumber who, bool supervises) =>
        await desk.FindCaseAsync(hall, number) is { } one && one.IsCalledBy(who, supervises)
            ? await SeenAsync(hall, number, CaseService.SubjectOf(one.About.Ticket.Value, one.About.Leg), who)
            : null;

    /// <summary>The contact of a complaint.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="number">The complaint.</param>
    /// <param name="who">Who looks.</param>
    /// <param name="supervises">Whether that person supervises cases.</param>
    /// <returns>The contact; null when it is not theirs to see, when none was left, or when it was erased.</returns>
    public async Task<Contact?> AtComplaintAsync(HallId hall, string number, StaffNumber who, bool supervises) =>
        await desk.FindComplaintAsync(hall, number) is { } one && one.IsCalledBy(who, supervises)
            ? await SeenAsync(hall, number, number, who)
            : null;

    private async Task<Contact?> SeenAsync(HallId hall, string number, string subject, StaffNumber who)
    {
        if (!await desk.IsReachableAsync(hall, subject))
        {
            return null;
        }

        await people.ChangeAsync(async change =>
        {
            await change.NoteAsync(who.Value, AuditKind.ContactSeen, $"{hall}/{number}", "");
            return true;
        });
        return await desk.ContactAsync(hall, subject);
    }
}
