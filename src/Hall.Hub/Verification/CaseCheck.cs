using System.Globalization;
using System.Text.Json;
using Hall.Core.Cases;
using Hall.Core.Feedback;
using Hall.Hub.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares cases and complaints with the ratings, with their own columns and facts, and with the audit: a bad rating without its case, a
/// case
/// without its rating, figures that a body does not bear out, a step that nobody is on record for.
/// </summary>
/// <param name="care">Cases and complaints; nothing is changed.</param>
/// <param name="database">The ratings.</param>
/// <param name="seals">Knows whether a row is as the hub wrote it.</param>
internal sealed class CaseCheck(CaseDbContext care, HallDbContext database, RowSeals seals)
{
    private const int Shown = 5;

    /// <summary>What is wrong, each a sentence; nothing when all is well.</summary>
    /// <param name="audit">The audit; null where there is none.</param>
    /// <param name="latest">When the last thing happened that any of the files knows of.</param>
    public IReadOnlyList<string> Faults(PeopleDbContext? audit, DateTimeOffset latest)
    {
        var cases = care.Cases.AsNoTracking().AsEnumerable().Select(row => (Row: row, Body: Read(() => StoredCases.CaseOf(row))))
            .Where(one => one.Body is not null).ToList();
        var complaints = care.Complaints.AsNoTracking().AsEnumerable()
            .Select(row => (Row: row, Body: Read(() => StoredCases.ComplaintOf(row)))).Where(one => one.Body is not null).ToList();
        return
        [
            .. CasesAndRatings(cases!),
            .. Told(cases.Where(one => !Agrees(one.Row, one.Body!)).Select(one => one.Row.Number)
                .Concat(complaints.Where(one => !Agrees(one.Row, one.Body!)).Select(one => one.Row.Number)),
                "do not agree with their own columns", "They were changed."),
            .. Told(care.Cases.AsNoTracking().AsEnumerable().Where(row => !seals.IsWhole(row)).Select(row => row.Number)
                    .Concat(care.Complaints.AsNoTracking().AsEnumerable().Where(row => !seals.IsWhole(row)).Select(row => row.Number)),
                        "is not as the hub wrote it", "Words, dates or deadlines were changed in care.db."),
            .. Facts(cases!, complaints!),
            .. Numbers(),
            .. audit is null ? [] : Steps(audit, latest, [.. cases.Select(one => (one.Row.Hall, one.Row.Number, one.Row.EndedAt,
                one.Body!.Steps.AsEnumerable())),
                .. complaints.Select(one => (one.Row.Hall, one.Row.Number, one.Row.EndedAt, one.Body!.Steps.AsEnumerable()))]),
        ];
    }

    private IEnumerable<string> CasesAndRatings(List<(CaseRow Row, ReviewCase Body)> cases)
    {
        var byLeg = cases.ToLookup(one => (one.Row.Hall, one.Row.Ticket, one.Row.Leg));
        var marks = care.Marks.AsNoTracking().ToDictionary(row => row.Hall);
        var heads = database.FeedbackHeads.AsNoTracking().ToDictionary(row => row.Hall, row => row.Link);
        foreach (var mark in marks.Values.Where(mark => Math.Max(mark.Link, mark.Exchanged) > heads.GetValueOrDefault(mark.Hall)))
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"the ratings of hall {mark.Hall} were looked through up to {Math.Max(mark.Link, mark.Exchanged)}, and only "
                    + $"{heads.GetValueOrDefault(mark.Hall)} are there: hall.db was put back from an earlier time, or care.db was "
                        + $"changed.");
        }

        var unread = new HashSet<(string, long, int)>(care.Cases.AsNoTracking().Select(row => new { row.Hall, row.Ticket, row.Leg })
            .AsEnumerable().Select(row => (row.Hall, row.Ticket, row.Leg)));
        List<string> lacking = [], unlike = [];
        foreach (var row in database.Feedback.AsNoTracking().Where(row => row.Occasion == RatingOccasion.First
            && (row.Level == nameof(FeedbackLevel.Dissatisfied) || row.Level == nameof(FeedbackLevel.VeryDissatisfied)))
                .OrderBy(row => row.Link).AsEnumerable())
        {
            if (byLeg[(row.Hall, row.Ticket, row.Leg)].FirstOrDefault().Body is { } body)
            {
                if (body.Level.ToString() != row.Level || body.About.Teller.Value != row.Teller || body.About.Counter.Value != row.Counter
                    || body.About.Service.Value != row.Service)
                {
                    unlike.Add(body.Number);
                }
            }
            else if (!unread.Contains((row.Hall, row.Ticket, row.Leg)) && row.Link <= marks.GetValueOrDefault(row.Hall)?.Link)
            {
                lacking.Add(string.Create(CultureInfo.InvariantCulture, $"{row.Hall}/{row.Link}"));
            }
        }

        foreach (var fault in Told(lacking, "bad ratings have no case", "Cases were taken out.")
            .Concat(Told(unlike, "cases are about another level, teller, counter or service than their rating", "They were changed.")))
        {
            yield return fault;
        }

        // A hub that stands still opens no cases; a file that was put back from earlier is behind for longer.
        foreach (var (hall, link) in heads.Where(head => marks.TryGetValue(head.Key, out var mark) && mark.Link < head.Value)
            .Select(head => (head.Key, marks[head.Key].Link)))
        {
            var last = database.Journal.Where(row => row.Hall == hall).OrderByDescending(row => row.Sequence).Select(row => row.At).First();
            var limit = last - AuditFollower.Lag;
            if (database.Feedback.Where(row => row.Hall == hall && row.Link > link).OrderBy(row => row.Link).Select(row => row.At)
                .FirstOrDefault() is var first && first != default && first < limit)
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"the ratings of hall {hall} behind {link} were not looked through for cases: care.db was put back from an earlier "
                        + $"time, or stood still.");
            }
        }

        var aside = database.FeedbackAside.AsNoTracking().AsEnumerable().Select(row => row.Case).ToHashSet();
        foreach (var fault in Told(cases.Where(one => (one.Body.Stage == ReviewStage.SetAside) != aside.Contains(one.Row.Number))
            .Select(one => one.Row.Number),
            "cases say otherwise than the ratings whether their rating is set aside", "One of both was changed."))
        {
            yield return fault;
        }
    }

    private static bool Agrees(CaseRow row, ReviewCase body) =>
        row.Ticket == body.About.Ticket.Value && row.Leg == body.About.Leg && Same(row.OpenedAt, body.OpenedAt)
            && Same(row.EndedAt, body.EndedAt)
        && body.IsOver == row.EndedAt is not null;

    private static bool Agrees(ComplaintRow row, Complaint body) =>
        Same(row.RegisteredAt, body.RegisteredAt) && Same(row.EndedAt, body.EndedAt) && body.IsOver == row.EndedAt is not null;

    private IEnumerable<string> Facts(List<(CaseRow Row, ReviewCase Body)> cases, List<(ComplaintRow Row, Complaint Body)> complaints)
    {
        var kept = care.Facts.AsNoTracking().AsEnumerable().ToDictionary(row => (row.Hall, row.Number));
        var told = cases.Select(one => CaseFacts.Of(one.Row)).Concat(complaints.Select(one => CaseFacts.Of(one.Row))).ToList();
        return Told(
            told.Where(fact => !kept.TryGetValue((fact.Hall, fact.Number), out var row) || !IsSame(fact, row)).Select(fact => fact.Number)
                .Concat(kept.Keys.Except(told.Select(fact => (fact.Hall, fact.Number))).Where(key => !IsThere(key.Hall, key.Number))
                    .Select(key => key.Number)),
            "count in the figures otherwise than they are", "Their facts were changed, or they were taken out.");
    }

    // One that cannot be read is named by the check of its own store.
    private bool IsThere(string hall, string number) => care.Cases.Any(row => row.Hall == hall && row.Number == number)
        || care.Complaints.Any(row => row.Hall == hall && row.Number == number);

    private static bool IsSame(CaseFactRow told, CaseFactRow kept) =>
        (told.IsComplaint, told.Ticket, told.Leg, told.Service, told.Counter, told.Teller, told.Named, told.Aside) == (kept.IsComplaint,
            kept.Ticket, kept.Leg, kept.Service, kept.Counter, kept.Teller, kept.Named, kept.Aside)
        && Same(told.At, kept.At) && Same(told.MendBy, kept.MendBy) && Same(told.MendedAt, kept.MendedAt)
            && Same(told.CalledBackAt, kept.CalledBackAt);

    private IEnumerable<string> Numbers()
    {
        var highest = care.Cases.Select(row => new { row.Hall, row.Number })
            .Concat(care.Complaints.Select(row => new { row.Hall, row.Number })).AsEnumerable()
            .GroupBy(row => (row.Hall, Series: row.Number[..(row.Number.LastIndexOf('-') + 1)]))
            .ToDictionary(rows => rows.Key, rows => rows.Max(row => int.TryParse(row.Number.AsSpan(rows.Key.Series.Length),
                NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0));
        return Told(
            care.Numbers.AsNoTracking().AsEnumerable().Where(row => row.Last < highest.GetValueOrDefault((row.Hall, row.Series)))
                .Select(row => row.Series),
            "series of numbers would give a number again that was given", "Their last number was changed.");
    }

    // Whatever happened to a case or complaint that the audit knows, or that is still open, stands in the audit.
    private static IEnumerable<string> Steps(PeopleDbContext audit, DateTimeOffset latest,
        List<(string Hall, string Number, DateTimeOffset? EndedAt, IEnumerable<CaseStep> Steps)> all)
    {
        var rows = audit.Audit.AsNoTracking().Where(row => row.Source != null && row.Source.StartsWith(CaseAudit.Prefix))
            .Select(row => row.Source!).AsEnumerable().Select(source => source.Split('@')[0]).ToHashSet();
        if (rows.Count == 0)
        {
            return [];
        }

        var limit = latest - AuditFollower.Lag;
        return Told(
            all.Where(one => one.EndedAt is null || rows.Contains(CaseAudit.SourceOf(one.Hall, one.Number, 0)))
                .Where(one => one.Steps.Select((step, i) => (step.At, Source: CaseAudit.SourceOf(one.Hall, one.Number, i)))
                    .Any(step => step.At < limit && !rows.Contains(step.Source)))
                .Select(one => one.Number),
            "have steps that the audit does not know", "They were added by hand, or people.db was put back from an earlier time.");
    }

    private static bool Same(DateTimeOffset? one, DateTimeOffset? other) =>
        one?.ToUnixTimeMilliseconds() == other?.ToUnixTimeMilliseconds();

    private static T? Read<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Told(IEnumerable<string> numbers, string what, string why)
    {
        var all = numbers.Distinct().ToList();
        return all.Count == 0 ? [] : [$"{all.Count} {what}: {string.Join(", ", all.Take(Shown))}{(all.Count > Shown ? ", …" : "")}. {why}"];
    }
}
