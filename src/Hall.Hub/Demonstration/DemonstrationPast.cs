using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Hub.Cases;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Hub.Demonstration;

/// <summary>
/// Gives a new demonstration a past: days of visits that the real rules decide and the real journal writes, ratings in their chain, cases,
/// complaints and audit, up to this very moment, so that every page shows what it is for. Made in a folder beside and moved when it is
/// whole: a start that is broken off leaves nothing behind.
/// </summary>
public static class DemonstrationPast
{
    /// <summary>Days that a demonstration at life's pace has behind it.</summary>
    public const int UsualDays = 120;

    /// <summary>Days that can be asked for, at most.</summary>
    public const int MostDays = 400;

    private const string Making = ".past-being-made";

    /// <summary>Whether a past is to be made: one was asked for, and the data folder is new.</summary>
    public static bool IsWanted(HubOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options is { Demo: true, DemoPastDays: > 0 } && (!Directory.Exists(options.DataFolder)
            || !Directory.EnumerateFiles(options.DataFolder).Any(file => Path.GetExtension(file) is ".db" or ".key"));
    }

    /// <summary>Makes it.</summary>
    /// <param name="options">How the hub is started.</param>
    /// <param name="now">This moment.</param>
    /// <param name="progress">Told how many days are done, and of how many.</param>
    /// <param name="cancel">Breaks it off; nothing is left then.</param>
    /// <returns>How many events the journal holds then.</returns>
    /// <exception cref="HubStartException">The hall's file has faults.</exception>
    public static async Task<long> MakeAsync(
        HubOptions options, DateTimeOffset now, Action<int, int> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(progress);
        var configuration = new HallImport(options, NullLogger<HallImport>.Instance).Read([])[0];
        var making = options with { DataFolder = Path.Combine(options.DataFolder, Making) };
        if (Directory.Exists(making.DataFolder))
        {
            Directory.Delete(making.DataFolder, recursive: true);
        }

        OwnedFolder.Make(making.DataFolder);
        try
        {
            var events = await MakeAsync(making, configuration, now, progress, cancel);
            SqliteConnection.ClearAllPools();
            Move(making.DataFolder, options.DataFolder);
            return events;
        }
        finally
        {
            if (Directory.Exists(making.DataFolder))
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(making.DataFolder, recursive: true);
            }
        }
    }

    private static async Task<long> MakeAsync(
        HubOptions options, HallConfiguration configuration, DateTimeOffset now, Action<int, int> progress, CancellationToken cancel)
    {
        var plan = new HallPlan(configuration);
        var local = TimeZoneInfo.ConvertTime(now, plan.TimeZone);
        var opens = DemonstrationShape.OpeningFor(TimeOnly.FromTimeSpan(local.TimeOfDay));
        var today = DateOnly.FromDateTime(local.Date);
        var memory = new DemonstrationMemory(options.Seed ?? 7, opens, today.AddDays(-options.DemoPastDays));
        var shape = new DemonstrationShape(plan, opens, memory.FirstDay);
        var dice = new CrowdDice(plan, memory.Seed, 1);
        var clock = new SteppedClock(BeginOf(memory.FirstDay).AddHours(-1));
        var mornings = new List<DateTimeOffset>();
        var hall = new PastHall(options, configuration, clock);
        long events;
        PastCases cases;
        try
        {
            cases = new PastCases(hall, options, dice, new(new WorkCalendarFile(options).Current, plan.TimeZone), opens);
            for (var day = memory.FirstDay; day <= today; day = day.AddDays(1))
            {
                cancel.ThrowIfCancellationRequested();
                progress(day.DayNumber - memory.FirstDay.DayNumber, options.DemoPastDays + 1);
                var begin = BeginOf(day);
                var lived = new PastDay(hall, clock, shape, dice, day, begin);
                await lived.LiveAsync(day == today ? now : null);
                mornings.Add(begin);
                cases.Open(lived.Bad);
                cases.Take(clock.GetUtcNow());
            }

            clock.To(now);
            cases.Take(now);
            await hall.CommitAsync(all: true);
            events = hall.State.Sequence;
        }
        finally
        {
            await hall.DisposeAsync();
        }

        await cases.WriteAsync(now, LastLink(hall));
        await PastAudit.WriteAsync(options, configuration.Hall.Value, mornings, cases.Steps, now);
        memory.Keep(options.DataFolder);
        return events;

        DateTimeOffset BeginOf(DateOnly day)
        {
            var at = day.ToDateTime(opens);
            return new DateTimeOffset(at, plan.TimeZone.GetUtcOffset(at)).ToUniversalTime();
        }
    }

    private static long LastLink(PastHall hall)
    {
        using var connection = new SqliteConnection(hall.Database.ConnectionString);
        connection.Open();
        using var last = connection.CreateCommand();
        last.CommandText = "SELECT COALESCE(MAX(Link), 0) FROM feedback_heads";
        return (long)last.ExecuteScalar()!;
    }

    // The journal last: a hub that dies in between finds none, and begins anew.
    private static void Move(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from).OrderBy(file => Path.GetFileName(file) == "hall.db"))
        {
            File.Move(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var folder in Directory.EnumerateDirectories(from))
        {
            Directory.Move(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
