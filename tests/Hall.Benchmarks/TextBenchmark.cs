using System.Diagnostics;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Storage.Events;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.Texts;
using Hall.Storage.Upgrades;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Benchmarks;

/// <summary>
/// What sealing free texts costs: events without any, events of which each tenth has one, and the upgrade of a file that holds them
/// plain.
/// </summary>
internal static class TextBenchmark
{
    private const int InABatch = 20;
    private static readonly HallId Hall = new("bench");

    public static async Task<object> RunAsync(int events)
    {
        var without = await WriteAsync(events, 0);
        var tenth = await WriteAsync(events, 10);
        return new
        {
            benchmark = "texts", events, batch = InABatch, eventsASecond = without.EventsASecond,
                eventsASecondWithATextInEachTenth = tenth.EventsASecond,
            microsecondsAnEventToLookForTexts = LookedFor(), upgrade = Upgrade(tenth.Folder, events),
        };
    }

    private static async Task<(double EventsASecond, string Folder)> WriteAsync(int events, int each)
    {
        var folder = Directory.CreateTempSubdirectory("hall-texts-").FullName;
        var database = Database(folder);
        database.Prepare();
        var writer = new JournalWriter(database, NullLogger<JournalWriter>.Instance);
        var watch = Stopwatch.StartNew();
        for (var sequence = 1; sequence <= events; sequence += InABatch)
        {
            await writer.CommitAsync(new(Hall, Batch(sequence, each), [], [], []));
        }

        var took = watch.Elapsed;
        await writer.DisposeAsync();
        return (events / took.TotalSeconds, folder);
    }

    private static List<JournalEntry> Batch(int from, int each) =>
        [.. Enumerable.Range(from, InABatch).Select(sequence => new JournalEntry(sequence, DateTimeOffset.UnixEpoch,
        each > 0 && sequence % each == 0 ? new NoteTaken(new(sequence), new("1"), "资料齐全，缺一份户口本复印件")
            : new TicketRecalled(new(sequence), new("1"))))];

    private static double LookedFor()
    {
        const int times = 100_000;
        using var texts = new TextVault(Path.GetTempPath());
        var batch = new JournalBatch(Hall, Batch(1, 0), [], [], []);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            EventTexts.Sealed(texts, batch);
        }

        return watch.Elapsed.TotalMicroseconds / times / InABatch;
    }

    // Opened again as an older version had it, and sealed at once.
    private static object Upgrade(string folder, int events)
    {
        var database = Database(folder);
        using (var connection = database.OpenWriter())
        using (var transaction = connection.BeginTransaction())
        {
            foreach (var entry in database.EntriesAfter(Hall, 0).Where(entry => entry.Event is NoteTaken).ToList())
            {
                using var command = connection.CreateCommand();
                (command.Transaction, command.CommandText) = (transaction,
                    "UPDATE journal SET Payload = $1 WHERE Hall = $2 AND Sequence = $3");
                command.Parameters.AddWithValue("$1", EventJson.Write(entry.Event));
                command.Parameters.AddWithValue("$2", Hall.Value);
                command.Parameters.AddWithValue("$3", entry.Sequence);
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        var watch = Stopwatch.StartNew();
        var done = new JournalTextConversion(database, new(2026, 11, 30)).Run([Hall]);
        var took = watch.Elapsed.TotalSeconds;
        database.Texts.Dispose();
        return new { texts = done, ofEvents = events, seconds = took };
    }

    private static JournalDatabase Database(string folder) =>
        new(new HubOptions { DataFolder = folder }, TimeProvider.System, NullLogger<JournalDatabase>.Instance);
}
