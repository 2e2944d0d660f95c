using Hall.Core.Feedback;
using Hall.Hub.Hosting;
using Hall.Hub.Ratings;
using Hall.Storage.Hosting;
using Hall.Storage.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Ratings;

/// <summary>The end of the chain, written beside the database once a day.</summary>
public sealed class HeadExportTests
{
    [Fact]
    public async Task Export_OverDays_WritesOneLineADay()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        using var export = new HeadExport(new Databases(hall), new HubOptions { DataFolder = hall.Folder }, hall.Clock, _ => { },
            NullLogger<HeadExport>.Instance);
        var file = ExportedHead.FileOf(hall.Folder, hall.Hall.Id.Value);
        export.Export();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        hall.Time.Advance(new DateTimeOffset(2026, 3, 2, 23, 59, 59, TimeSpan.Zero) - hall.Clock.GetUtcNow());
        export.Export();
        Assert.Equal([("2026-03-02", 1L)], Heads(file));

        hall.Time.Advance(TimeSpan.FromSeconds(1));
        export.Export();
        export.Export();
        Assert.Equal([("2026-03-02", 1L), ("2026-03-03", 2L)], Heads(file));
        await hall.StopAsync();
        Assert.Empty(Hall.Web.CommandLine.VerifyVerb.Faults(hall.Folder));
    }

    private static List<(string Day, long Link)> Heads(string file) =>
        [.. File.ReadLines(file).Select(line => line.Split(','))
            .Select(parts => (parts[0], long.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)))];
}
