using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Demonstration;
using Hall.Hub.Hosting;
using Hall.Hub.Ratings;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Web.Composition;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Demonstration;

/// <summary>A demonstration that has lived: made by the rules, whole for every check, the same for the same seed.</summary>
public sealed class DemonstrationPastTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-past").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Make_SomeDays_IsWhatAHubLeavesBehind()
    {
        var options = OptionsFor("one", 9);
        var seen = new List<int>();
        var events = await DemonstrationPast.MakeAsync(options, Now, (day, _) => seen.Add(day), CancellationToken.None);
        Assert.Equal(Enumerable.Range(0, 10), seen);
        Assert.False(DemonstrationPast.IsWanted(options));

        var hub = HubApplication.Build(options);
        await hub.StartAsync(TestContext.Current.CancellationToken);
        try
        {
            var hall = hub.Services.GetRequiredService<IHallDirectory>().All.First();
            Assert.True(hall.Snapshot.Version >= events);
            Assert.Contains(hall.Snapshot.Counters, counter => counter.Counter.Teller is not null);
            await using var database = await hub.Services.GetRequiredService<IDbContextFactory<HallDbContext>>()
                .CreateDbContextAsync(TestContext.Current.CancellationToken);
            var rows = await database.Feedback.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
            var worse = rows.Where(row => row.Counter == "12").ToList();
            Assert.True(BadShare(worse) > 3 * BadShare([.. rows.Where(row => row.Counter != "12")]), "window 12 is not worse");
            var cases = await hub.Services.GetRequiredService<CaseStore>().ReadAsync(care => care.Cases.AsNoTracking().ToListAsync());
            Assert.Contains(cases, one => one.EndedAt is not null);
            Assert.Contains(cases, one => one.EndedAt is null);
            Assert.Equal(3, await hub.Services.GetRequiredService<CaseStore>().ReadAsync(care => care.Complaints.CountAsync()));
        }
        finally
        {
            await hub.EndAsync();
        }

        var (code, output, errors) = await HallProgram.RunAsync("verify", "--data", options.DataFolder);
        Assert.True(code == 0, output + errors);
    }

    [Fact]
    public async Task Make_SameSeed_IsTheSamePast()
    {
        List<string> pasts = [];
        foreach (var name in new[] { "two", "three" })
        {
            var options = OptionsFor(name, 2);
            await DemonstrationPast.MakeAsync(options, Now, (_, _) => { }, CancellationToken.None);
            await using var database = new HallDbContext(new DbContextOptionsBuilder<HallDbContext>()
                .UseSqlite($"Data Source={Path.Combine(options.DataFolder, "hall.db")};Pooling=False").Options);
            pasts.Add(string.Join('\n', await database.Journal.AsNoTracking().OrderBy(row => row.Sequence)
                .Select(row => row.Type + row.Payload).ToListAsync(TestContext.Current.CancellationToken)));
        }

        Assert.Equal(pasts[0], pasts[1]);
    }

    [Fact]
    public async Task Make_BrokenOff_LeavesNothing()
    {
        var options = OptionsFor("four", 30);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => DemonstrationPast.MakeAsync(options, Now, (day, _) =>
        {
            if (day == 2)
            {
                stop.Cancel();
            }
        }, stop.Token));
        Assert.Empty(Directory.EnumerateFileSystemEntries(options.DataFolder));
        Assert.True(DemonstrationPast.IsWanted(options));
    }

    [Theory]
    [InlineData(10, 0, "08:30")]
    [InlineData(15, 0, "08:30")]
    [InlineData(16, 30, "15:00")]
    [InlineData(4, 0, "02:30")]
    [InlineData(20, 15, "15:00")]
    [InlineData(0, 10, "00:30")]
    public void OpeningFor_AnyTimeOfDay_PutsTheStartIntoTheDay(int hour, int minute, string opens) =>
        Assert.Equal(TimeOnly.Parse(opens, System.Globalization.CultureInfo.InvariantCulture),
            DemonstrationShape.OpeningFor(new(hour, minute)));

    [Theory]
    [InlineData("--demo", "--demo-past", "401")]
    [InlineData("--demo-past", "3")]
    public async Task Run_APastThatCannotBe_IsRefusedInASentence(params string[] arguments)
    {
        var (code, _, errors) = await HallProgram.RunAsync(["run", .. arguments, "--data", Path.Combine(_folder, "refused")]);
        Assert.Equal(2, code);
        Assert.Contains("--demo-past: from 0 to 400 days", errors, StringComparison.Ordinal);
    }

    private HubOptions OptionsFor(string name, int days) => new()
    {
        DataFolder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName, Urls = "http://127.0.0.1:0", Demo = true, Speed = 0,
        DemoPastDays = days, Seed = 5,
    };

    private static double BadShare(List<FeedbackRow> rows) =>
        rows.Count == 0 ? 0 : rows.Count(row => row.Level is "Dissatisfied" or "VeryDissatisfied") / (double)rows.Count;
}
