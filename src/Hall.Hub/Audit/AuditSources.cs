using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Hall.Core.Cases;
using Hall.Storage.Cases;
using Hall.Storage.People;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Audit;

/// <summary>
/// Compares where the audit's rows came from with the journal: an event that the audit knows and the journal does not have, or has at
/// another time, was taken out, or the journal was put back from an earlier day.
/// </summary>
public static class AuditSources
{
    private const int Shown = 5;

    /// <summary>What does not fit, each a sentence; a journal that was put back and counted on from there is told once for each
    /// event.</summary>
    /// <param name="context">The audit.</param>
    /// <param name="journalFile">The journal's file.</param>
    public static IReadOnlyList<string> Faults(PeopleDbContext context, string journalFile)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sources = context.Audit.AsNoTracking().Where(row => row.Source != null).Select(row => new { row.Source, row.At }).AsEnumerable()
            .Where(row =>
                !row.Source!.StartsWith("key/", StringComparison.Ordinal)
                    && !row.Source!.StartsWith(CaseAudit.Prefix, StringComparison.Ordinal)).ToList();

        // A number that came a second time after a journal was put back names its own time; the first is no longer there, and that is
        // known.
        var again = sources.Select(row => row.Source!).Where(source => source.Contains('@', StringComparison.Ordinal))
            .Select(source => source.Split('@')[0]).ToHashSet();
        using var journal = new SqliteConnection($"Data Source={journalFile};Mode=ReadOnly;Pooling=False");
        journal.Open();
        using var command = journal.CreateCommand();
        command.CommandText = "SELECT At FROM journal WHERE Hall = $hall AND Sequence = $sequence";
        var (hall, sequence) = (command.Parameters.Add("$hall", SqliteType.Text), command.Parameters.Add("$sequence", SqliteType.Integer));
        var gone = new List<string>();
        foreach (var row in sources.Where(row => !again.Contains(row.Source!)))
        {
            var at = row.Source!.Split('@')[0];
            var slash = at.LastIndexOf('/');
            (hall.Value, sequence.Value) = (at[..slash], long.Parse(at.AsSpan(slash + 1), CultureInfo.InvariantCulture));
            if (command.ExecuteScalar() is not long found || InstantConverter.Of(found) != row.At)
            {
                gone.Add(at);
            }
        }

        return Told(gone, "events that the journal does not have as they were",
            "The journal was put back from an earlier time, or changed.");
    }

    /// <summary>The same for the steps of cases and complaints.</summary>
    /// <param name="context">The audit.</param>
    /// <param name="care">The cases.</param>
    public static IReadOnlyList<string> CaseFaults(PeopleDbContext context, CaseDbContext care)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(care);
        var there = care.Cases.AsNoTracking().AsEnumerable().Select(row => (row.Hall, row.Number, Read(() => StoredCases.CaseOf(row).Steps)))
            .Concat(care.Complaints.AsNoTracking().AsEnumerable()
                .Select(row => (row.Hall, row.Number, Read(() => StoredCases.ComplaintOf(row).Steps))))
            .SelectMany(one =>
                one.Item3.Select((step, i) =>
                    (Source: CaseAudit.SourceOf(one.Hall, one.Number, i),
                        Text: $"{step.Kind} {step.By?.Value ?? "hub"} {step.At.ToUnixTimeMilliseconds()}")))
            .ToDictionary(step => step.Source, step => step.Text);
        return Told(
            [
                .. context.Audit.AsNoTracking().Where(row => row.Source != null && row.Source.StartsWith(CaseAudit.Prefix)).AsEnumerable()
                    .Where(row =>
                        !there.TryGetValue(row.Source!.Split('@')[0], out var text)
                            || text != $"{row.Detail} {row.Actor} {row.At.ToUnixTimeMilliseconds()}")
                    .Select(row => row.Subject).Distinct(),
            ], "steps that care.db does not have as they were",
            "A case or complaint was taken out or changed, or care.db was put back from an earlier time.");
    }

    // One that cannot be read is named by the check of its own store.
    private static ImmutableArray<CaseStep> Read(Func<ImmutableArray<CaseStep>> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            return [];
        }
    }

    private static List<string> Told(List<string> gone, string what, string why) => gone.Count == 0 ? []
        : [$"{gone.Count} of its rows tell of {what}: {string.Join(", ", gone.Take(Shown))}{(gone.Count > Shown ? ", …" : "")}. {why}"];
}
