using Hall.Web.Data;
using Hall.Web.Hub;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Ratings;

/// <summary>Writes the end of every hall's chain beside the database once a day, so that cut-off ratings are missed.</summary>
public sealed partial class HeadExport(
    IDbContextFactory<HallDbContext> databases, HubOptions options, TimeProvider time, ILogger<HeadExport> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Exports the heads that were not exported today.</summary>
    public void Export()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        using var database = databases.CreateDbContext();
        foreach (var head in database.FeedbackHeads.ToList())
        {
            var file = ExportedHead.FileOf(options.DataFolder, head.Hall);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            if (ExportedHead.Last(file) is not { } last || last.Day < today)
            {
                File.AppendAllText(file, new ExportedHead(today, head.Link, head.Mac).Line + "\n");
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                TryExport();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }

    private void TryExport()
    {
        try
        {
            Export();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or Microsoft.Data.Sqlite.SqliteException)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The heads of the chains of ratings could not be exported; the next attempt is in an hour")]
    private partial void LogFailed(Exception fault);
}
