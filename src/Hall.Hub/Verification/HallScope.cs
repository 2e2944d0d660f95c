using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>How far back a hall is looked at.</summary>
/// <param name="Last">The last event that is looked at; what a running hub writes meanwhile is another moment.</param>
/// <param name="Floor">The first ticket.</param>
/// <param name="FirstDay">The first of the hall's days, days since 0001-01-01; 0 for all.</param>
/// <param name="From">The state to begin with; null for the journal's beginning.</param>
/// <param name="Head">The head of the chain of ratings behind which the walk begins; null for its beginning.</param>
internal sealed record HallScope(long Last, long Floor, int FirstDay, OpeningState? From, ExportedHead? Head)
{
    /// <summary>Finds what is looked at.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="moment">The moment that is looked at.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="since">The first business day; null for everything.</param>
    /// <param name="openings">States that were written down.</param>
    /// <param name="heads">Heads of the chain of ratings that were exported.</param>
    public static HallScope Of(
        SqliteConnection connection, SqliteTransaction moment, HallId hall, DateOnly? since, IReadOnlyDictionary<long, string> openings,
            IReadOnlyList<ExportedHead> heads)
    {
        var last = Number(connection, moment, hall, "SELECT MAX(Sequence) FROM journal WHERE Hall = $hall") ?? 0;
        if (since is not { } day)
        {
            return new(last, 0, 0, null, null);
        }

        var from = openings.Where(opening => opening.Key <= last).OrderByDescending(opening => opening.Key)
            .Select(opening => Read(opening.Value)).FirstOrDefault(state => state?.BusinessDay <= day);
        var first = Number(connection, moment, hall, "SELECT MIN(Ticket) FROM tickets WHERE Hall = $hall AND BusinessDay >= $day",
            day.DayNumber)
            ?? (Number(connection, moment, hall, "SELECT MAX(Ticket) FROM tickets WHERE Hall = $hall") ?? 0) + 1;

        // A rating of the first day was given after the head of two days before, whatever the hall's time zone.
        var head = heads.LastOrDefault(one => one.Day < day.AddDays(-1) && one.Link > 0);
        return new(last, Math.Max(first, from?.NextTicketId.Value ?? 0), day.DayNumber, from, head);
    }

    private static OpeningState? Read(string text)
    {
        try
        {
            var state = StoredJson.Read(text, HallJsonContext.Default.OpeningState);
            _ = HallState.FromOpeningState(state);
            return state;
        }
        catch (Exception fault) when (fault is System.Text.Json.JsonException or InvalidDataException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return null;
        }
    }

    private static long? Number(SqliteConnection connection, SqliteTransaction moment, HallId hall, string sql, int day = 0)
    {
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, sql);
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$day", day);
        return command.ExecuteScalar() as long?;
    }
}
