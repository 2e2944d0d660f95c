using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Engine;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Hall.Storage.Texts;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Erasure;

/// <summary>What was erased.</summary>
/// <param name="Texts">Texts and groups of texts whose keys are gone.</param>
/// <param name="Contacts">Contacts that are gone.</param>
/// <param name="Visits">Visits it concerned.</param>
/// <param name="Plain">Texts of a version before texts were sealed: they are still there, and are counted so that nobody believes
/// otherwise.</param>
public sealed record Erased(int Texts, int Contacts, int Visits, int Plain)
{
    /// <summary>Both together.</summary>
    public static Erased operator +(Erased one, Erased other) =>
        new(one.Texts + other.Texts, one.Contacts + other.Contacts, one.Visits + other.Visits, one.Plain + other.Plain);

    /// <summary>The same by name.</summary>
    public Erased Add(Erased other) => this + other;
}

/// <summary>
/// Erases what citizens and tellers wrote: one text, one visit, one case or complaint, all visits of a person. The audit says who, when and
/// which before anything goes, never what; then the keys go, and with them the texts in every copy; then the running hall forgets them.
/// </summary>
public sealed class ErasureService(
    HallDirectory halls, JournalDatabase journal, IDbContextFactory<HallDbContext> databases, CaseStore care, CaseService desk,
        PeopleStore people)
{
    /// <summary>Erases everything that was written about a visit, with its cases, complaints and contacts.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="ticket">The visit.</param>
    /// <param name="by">Who erases, for the audit.</param>
    /// <returns>What was erased; null when the hall never gave out such a ticket.</returns>
    /// <exception cref="IOException">It could not be carried to its end and is to be tried again.</exception>
    public async Task<Erased?> VisitAsync(IHall hall, TicketId ticket, string by)
    {
        ArgumentNullException.ThrowIfNull(hall);
        await using var database = await databases.CreateDbContextAsync();
        if (!await database.Tickets.AnyAsync(row => row.Hall == hall.Id.Value && row.Ticket == ticket.Value))
        {
            return null;
        }

        var erased = await ForgetVisitAsync(hall, ticket, by);
        await halls.ReloadAsync(hall.Id);
        return erased;
    }

    /// <summary>
    /// Erases the text of one event. What lies beside the journal of the same visit goes with it; its other events keep their texts.
    /// </summary>
    /// <returns>What was erased; null when there is no such event, or it has no text of a visit.</returns>
    public async Task<Erased?> TextAsync(IHall hall, long sequence, string by)
    {
        ArgumentNullException.ThrowIfNull(hall);
        if (journal.EntriesAfter(hall.Id, sequence - 1, asStored: true).FirstOrDefault() is not { } entry || entry.Sequence != sequence
            || EventTexts.SubjectsOf(entry.Event) is not { } subjects || EventTexts.Of(entry.Event) is not { Length: > 0 } text)
        {
            return null;
        }

        var subject = FormattableString.Invariant($"{subjects}{sequence}");
        await NoteAsync(by, hall.Id, subject);
        var there = SealedIn(text) ? 1 : 0;
        Erase(hall, there == 1 ? [subject, $"{subjects}beside"] : []);
        await halls.ReloadAsync(hall.Id);
        return new(there, 0, 1, 1 - there);
    }

    /// <summary>Erases the words and the contact of a case or complaint; how it went and what it counts for stays.</summary>
    /// <returns>What was erased; null when there is none of that number.</returns>
    public async Task<Erased?> CareAsync(IHall hall, string number, string by)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var one = await desk.FindCaseAsync(hall.Id, number);
        if (one is null && await desk.FindComplaintAsync(hall.Id, number) is null)
        {
            return null;
        }

        var subject = CaseTexts.SubjectOf(number);
        await NoteAsync(by, hall.Id, subject);
        Erase(hall, [subject]);
        var contacts = await ForgetContactsAsync(hall.Id,
            [number, .. one is null ? (string[])[] : [CaseService.SubjectOf(one.About.Ticket.Value, one.About.Leg)]]);
        return new(1, contacts, 0, 0);
    }

    /// <summary>Erases what was written about every visit that a card, an identity or a telephone stands for.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="hashes">Hashes of the holder or the telephone; see <see cref="Tokens.HolderHash"/> and <see
    /// cref="Tokens.PhoneHash"/>.</param>
    /// <param name="by">Who erases, for the audit.</param>
    public async Task<Erased> PersonAsync(IHall hall, IReadOnlyCollection<string> hashes, string by)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var erased = new Erased(0, 0, 0, 0);
        foreach (var ticket in journal.EventsOf(hall.Id, "ticket-issued").Select(entry => (TicketIssued)entry.Event)
            .Where(issued => (issued.HolderHash is { } holder && hashes.Contains(holder))
                || (issued.PhoneHash is { } phone && hashes.Contains(phone))).Select(issued => issued.Ticket).ToList())
        {
            erased += await ForgetVisitAsync(hall, ticket, by);
        }

        await halls.ReloadAsync(hall.Id);
        return erased;
    }

    private async Task<Erased> ForgetVisitAsync(IHall hall, TicketId ticket, string by)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var name = hall.Id.Value;
        await NoteAsync(by, hall.Id, EventTexts.SubjectsOf(ticket).TrimEnd('/'));
        var numbers = await care.ReadAsync(async context =>
            (await context.Cases.Where(row => row.Hall == name && row.Ticket == ticket.Value).Select(row => row.Number).ToListAsync())
            .Concat(await context.Complaints.Where(row => row.Hall == name && row.Ticket == ticket.Value).Select(row => row.Number)
                .ToListAsync()).ToList());
        foreach (var number in numbers)
        {
            await NoteAsync(by, hall.Id, CaseTexts.SubjectOf(number));
        }

        var matters = journal.EventsOf(hall.Id, "matter-opened").Select(entry => (MatterOpened)entry.Event)
            .Where(opened => opened.Ticket == ticket).Select(opened => EventTexts.SubjectsOf(opened.Matter)).ToList();
        foreach (var matter in matters)
        {
            await NoteAsync(by, hall.Id, matter.TrimEnd('/'));
        }

        List<string> subjects = [.. journal.Texts.Keys.Subjects(name, EventTexts.SubjectsOf(ticket)),
            .. matters.SelectMany(matter => journal.Texts.Keys.Subjects(name, matter)), .. numbers.Select(CaseTexts.SubjectOf)];
        Erase(hall, subjects);
        var legs = FormattableString.Invariant($"leg/{ticket.Value}/");
        var ofLegs = await care.ReadAsync(context => context.Contacts.Where(row => row.Hall == name && row.Subject.StartsWith(legs))
            .Select(row => row.Subject).ToListAsync());
        var contacts = await ForgetContactsAsync(hall.Id, [.. numbers, .. ofLegs]);
        await using var database = await databases.CreateDbContextAsync();
        var plain = (await database.Feedback.Where(row => row.Hall == name && row.Ticket == ticket.Value && row.Comment != null
            && row.Occasion != RatingOccasion.Aside)
            .Select(row => row.Comment!).ToListAsync()).Count(text => text.Length > 0 && !SealedIn(text));
        return new(subjects.Count, contacts, 1, plain);
    }

    private async Task<int> ForgetContactsAsync(HallId hall, IReadOnlyCollection<string> subjects)
    {
        var forgotten = await care.ChangeAsync(async context =>
        {
            var rows = await context.Contacts.Where(row => row.Hall == hall.Value && subjects.Contains(row.Subject)).ToListAsync();
            desk.ForgetContacts([.. rows.Select(row => (row.Hall, row.Subject))]);
            context.Contacts.RemoveRange(rows);
            return rows.Count;
        });
        await care.EmptyLogAsync();
        return forgotten;
    }

    private void Erase(IHall hall, IReadOnlyList<string> subjects) =>
        journal.Texts.Keys.Erase([.. subjects.Select(subject => (hall.Id.Value, subject))], hall.Snapshot.Plan.DayOf(hall.Now));

    private Task<bool> NoteAsync(string by, HallId hall, string subject) => people.ChangeAsync(async change =>
    {
        await change.NoteAsync(by, AuditKind.TextErased, $"{hall}/{subject}");
        return true;
    });

    private static bool SealedIn(string text) => text.Contains(TextVault.Beginning, StringComparison.Ordinal);
}
