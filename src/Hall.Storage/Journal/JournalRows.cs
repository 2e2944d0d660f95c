using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Alerts;
using Hall.Storage.Events;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Journal;

/// <summary>The rows beside the events: states at the opening of days, and answers that are kept. Each can be done without, so one that
/// cannot be read is set aside.</summary>
internal sealed class JournalRows(RowGuard rows, TextVault texts)
{
    /// <summary>States at the opening of days, as alerts name them.</summary>
    public const string Openings = "hall.db/openings";

    /// <summary>Answers that are kept, as alerts name them.</summary>
    public const string Answers = "hall.db/kept_outcomes";

    // What a sender chose as a key may name a person; the hash of the wish names its row as well.
    private const int NameOfWish = 12;

    /// <summary>
    /// The last opening state of a hall that can be read. The one before it, or the journal from its beginning, leads to the same state; it
    /// only takes longer.
    /// </summary>
    public OpeningState? Opening(SqliteConnection connection, HallId hall) =>
        OpeningsOf(connection, hall.Value).Select(row => row.Opening).FirstOrDefault(opening => opening is not null) is { } found
            ? EventTexts.Opened(texts, found)
            : null;

    /// <summary>The answers kept since an instant. Whoever sends a wish again whose answer cannot be read is answered by what it does
    /// then.</summary>
    public List<IdempotentOutcome> Kept(SqliteConnection connection, HallId hall, DateTimeOffset since)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            """SELECT Scope, "Key", BodyHash, Outcome FROM kept_outcomes WHERE Hall = $hall AND At >= $since ORDER BY At""";
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$since", since.ToUnixTimeMilliseconds());
        using var reader = command.ExecuteReader();
        var kept = new List<IdempotentOutcome>();
        while (reader.Read())
        {
            var (scope, key, wish, outcome) = (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3));
            if (rows.Read(Answers, NameOf(hall.Value, scope, wish),
                () => StoredJson.Read(outcome, HallJsonContext.Default.HallOutcome)) is { } answer)
            {
                kept.Add(new(new(scope, key, wish), EventTexts.Opened(texts, answer)));
            }
        }

        return kept;
    }

    /// <summary>Looks at all of them.</summary>
    public void LookThrough(SqliteConnection connection)
    {
        rows.Keep(Openings, OpeningsOf(connection, null).Select(row => row.Name).ToHashSet());
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Hall, Scope, BodyHash, Outcome FROM kept_outcomes";
        using var reader = command.ExecuteReader();
        var there = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
        {
            var (name, outcome) = (NameOf(reader.GetString(0), reader.GetString(1), reader.GetString(2)), reader.GetString(3));
            rows.Read(Answers, name, () => StoredJson.Read(outcome, HallJsonContext.Default.HallOutcome));
            there.Add(name);
        }

        rows.Keep(Answers, there);
    }

    private IEnumerable<(string Name, OpeningState? Opening)> OpeningsOf(SqliteConnection connection, string? hall)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Hall, Sequence, State FROM openings WHERE $hall IS NULL OR Hall = $hall ORDER BY Sequence DESC";
        command.Parameters.AddWithValue("$hall", hall is null ? DBNull.Value : hall);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var (name, sequence, state) = (FormattableString.Invariant($"{reader.GetString(0)}/{reader.GetInt64(1)}"), reader.GetInt64(1),
                reader.GetString(2));
            yield return (name, rows.Read(Openings, name, () => Whole(state, sequence)));
        }
    }

    private static OpeningState Whole(string state, long sequence)
    {
        var opening = StoredJson.Read(state, HallJsonContext.Default.OpeningState);
        return opening.Sequence == sequence && HallState.FromOpeningState(opening).IsFounded
            ? opening
            : throw new InvalidDataException("It is the state of another moment.");
    }

    private static string NameOf(string hall, string scope, string wish) => $"{hall}/{scope}/{wish[..Math.Min(wish.Length, NameOfWish)]}";
}
