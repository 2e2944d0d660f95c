using Hall.Core.Identifiers;
using Hall.Hub.Ratings;
using Hall.Storage.Audit;
using Hall.Storage.Journal;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares one hall's records with each other: the journal is played again, while what stands in tables beside it is summed up by another
/// thread, all of one moment, so that a hub may go on writing. Only what differs is looked at row by row.
/// </summary>
/// <param name="database">The journal.</param>
/// <param name="hall">The hall.</param>
/// <param name="dataFolder">The data folder.</param>
/// <param name="since">The first business day that is looked at; null for all.</param>
/// <param name="audit">The audit's rows of this hall by event; null where there is no audit.</param>
/// <param name="say">Is told what was found whole.</param>
internal sealed class HallVerification(
    JournalDatabase database, HallId hall, string dataFolder, DateOnly? since, IReadOnlyDictionary<long, AuditEntry>? audit,
        Action<string> say)
{
    private const int MostKeys = 200;
    private const int MostDays = 10;

    /// <summary>What is wrong, each a sentence; nothing when all is well.</summary>
    public IReadOnlyList<string> Faults()
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var moment = connection.BeginTransaction(deferred: true);
        var (openings, rows) = (OpeningsCheck.Read(connection, moment, hall), PartsCheck.Read(connection, moment, hall));
        var heads = ExportedHead.All(ExportedHead.FileOf(dataFolder, hall.Value));
        var scope = HallScope.Of(connection, moment, hall, since, openings, heads);
        var (parts, last) = (new PartHistory(hall, rows), LastAt(connection, moment, scope.Last));
        var visits = new VisitsCheck(parts, scope.Floor);
        var ratings = new RatingsCheck(parts, scope.Floor, scope.From is null);
        var names = new PartsCheck(hall, rows);
        var states = new OpeningsCheck(openings, database.Texts);
        var audited = audit is null ? null : new AuditedEventsCheck(hall, audit, last);
        var summing = Task.Run(() => Stored(connection, moment, heads, scope, ratings));
        var play = new HallPlay(database, hall, scope.From, scope.Last);
        var broken = play.Run([visits, ratings, names, states, .. audited is null ? Array.Empty<IHallCheck>() : [audited]]);
        var (stored, unread) = summing.GetAwaiter().GetResult();
        List<string> faults = [.. broken is null ? [] : new[] { broken }, .. unread is null ? [] : new[] { unread }];
        if (broken is null)
        {
            say(Invariant($"{play.Played - (scope.From?.Sequence ?? 0)} events, all there, all readable."));
            faults.AddRange(stored is null ? [] : Unlike(connection, moment, scope, visits, stored, parts));
            faults.AddRange([.. names.Faults, .. states.Faults, .. audited?.Faults ?? []]);
        }

        faults.AddRange(stored is null ? [] : UnlikeRatings(connection, moment, scope, broken is null ? ratings : null, stored, parts));
        return faults;
    }

    private (StoredSums?, string?) Stored(SqliteConnection connection, SqliteTransaction moment, IReadOnlyList<ExportedHead> heads,
        HallScope scope, RatingsCheck ratings)
    {
        try
        {
            return (StoredSums.Read(connection, moment, hall, database.Chain, heads, scope, ratings.Counts), null);
        }
        catch (Exception fault) when (fault is SqliteException or InvalidCastException or FormatException or OverflowException
            or InvalidOperationException)
        {
            return (null, $"the rows beside the journal cannot be compared: {fault.Message}");
        }
    }

    // Once more for the tickets of the ranges that differ, which are few.
    private IReadOnlyList<string> Unlike(SqliteConnection connection, SqliteTransaction moment, HallScope scope, VisitsCheck played,
        StoredSums stored, PartHistory parts)
    {
        var keys = Enumerable.Range(0, played.Sums.Length).SelectMany(table => played.Sums[table].Unlike(stored.Visits[table])).ToHashSet();
        if (keys.Count == 0)
        {
            return [];
        }

        var shown = keys.Order().Take(MostKeys).ToHashSet();
        var again = new VisitsCheck(parts, scope.Floor, shown);
        new HallPlay(database, hall, scope.From, scope.Last).Run([again]);
        return [.. VisitFaults.Of(connection, moment, hall, scope.Floor, shown.Order(), again, parts), .. keys.Count > MostKeys
            ? new[] { "visits of further days are not as the journal tells them." } : []];
    }

    private List<string> UnlikeRatings(SqliteConnection connection, SqliteTransaction moment, HallScope scope, RatingsCheck? played,
        StoredSums stored, PartHistory parts)
    {
        List<string> faults = [.. stored.ChainFaults, .. OldHeads(connection)];
        var keys = played?.Ratings.Unlike(stored.Ratings).ToHashSet() ?? [];
        var asides = played is not null && (!played.Asides.SetEquals(stored.Asides) || !stored.ChainedAsides.SetEquals(stored.Asides));
        stored.Counted.Include(played?.Strays ?? new());
        var days = played is null ? [] : stored.Counted.Unlike(stored.Tallies).Where(day => day >= scope.FirstDay).ToList();
        var named = FiguresCheck.Faults(connection, moment, hall, keys.Count > 0, asides, [.. days.Take(MostDays)]);
        faults.AddRange(named);
        if (keys.Count > 0)
        {
            faults.AddRange(RatingFaults.Of(database, connection, moment, hall, scope, parts, keys).Where(_ => named.Count == 0));
        }

        // What was named already explains its day; presses that changed nothing stand in the journal only.
        faults.AddRange(faults.Count > 0 ? [] : days.Take(MostDays)
            .Select(day =>
                $"the sums of {DayText.Of(DateOnly.FromDayNumber((int)day))} are not those of the rows and of the presses in the "
                    + "journal."));
        if (faults.Count == 0)
        {
            say(Invariant($"{stored.Rows} ratings, each as it was given, in their order."));
        }

        return faults;
    }

    // Every head that was ever exported names a place of the chain, also of days that are not walked over.
    private IEnumerable<string> OldHeads(SqliteConnection connection) =>
        ExportedHead.All(ExportedHead.FileOf(dataFolder, hall.Value)).SkipLast(1)
            .Where(head => head.Link > 0 && ChainCheck.MacAt(connection, hall.Value, head.Link)?.AsSpan().SequenceEqual(head.Mac) != true)
                .Take(1)
            .Select(head =>
                Invariant(
                    $"the chain up to rating {head.Link} is not the one whose head was exported on {DayText.Of(head.Day)}: it was cut off ")
                    + "or made anew, or the file of heads was changed.");

    private DateTimeOffset LastAt(SqliteConnection connection, SqliteTransaction moment, long sequence)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, "SELECT At FROM journal WHERE Hall = $hall AND Sequence = $sequence");
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$sequence", sequence);
        return InstantConverter.Of(command.ExecuteScalar() as long? ?? 0);
    }
}
