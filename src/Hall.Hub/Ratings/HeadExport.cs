using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

/// <summary>Writes the end of every hall's chain beside the database once a day, so that cut-off ratings are missed.</summary>
public sealed class HeadExport(
    IDbContextFactory<HallDbContext> databases, HubOptions options, TimeProvider time, StandstillReport report, ILogger<HeadExport> logger)
    : Worker("head-export", time, report, logger)
{
    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        Export();
        return Task.CompletedTask;
    }

    /// <summary>Exports the heads that were not exported today.</summary>
    public void Export()
    {
        var today = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
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
}
