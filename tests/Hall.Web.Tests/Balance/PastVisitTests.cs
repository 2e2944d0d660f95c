using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Balance;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Past;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Balance;

/// <summary>What plans and reports learn from real days in which somebody forgot to press a key, or went home in between.</summary>
public sealed class PastVisitTests
{
    private static readonly CounterId One = new("1");

    [Fact]
    public async Task Read_ServiceLeftOpenOverNight_IsForgottenAndTheMeanIsThatOfTheOthers()
    {
        await using var hall = HallOnDisk.Started();
        for (var i = 0; i < 10; i++)
        {
            await ServeAsync(hall, TimeSpan.FromMinutes(6));
        }

        await ServeAsync(hall, TimeSpan.FromHours(15));
        var visits = await VisitsAsync(hall);
        Assert.Equal((11, 1), (visits.Count, StaffingPlan.LeftOut(visits)));
        Assert.Equal(360, StaffingPlan.Of(hall.Hall.Snapshot.Plan.Configuration, visits)[0].MeanServiceSeconds, 3);
    }

    [Fact]
    public async Task Read_NobodyCalledBeforeTheDayEnded_WaitedUntilTheHallClosed()
    {
        await using var hall = HallOnDisk.Started();
        var configuration = hall.Hall.Snapshot.Plan.Configuration;
        await hall.DoAsync(new PublishConfiguration(configuration with
        {
            Hours = new() { Weekly =
                new Dictionary<DayOfWeek, IReadOnlyList<OpenPeriod>> { [DayOfWeek.Monday] = [new(new(8, 0), new(17, 30))] } },
        }) { BasedOn = hall.Hall.Snapshot.Plan.Sequence });
        Assert.True((await hall.IssueAsync()).Succeeded);
        await hall.ToDayAsync(1);
        var visit = Assert.Single(await VisitsAsync(hall));
        Assert.True(visit is { Expired: true, Left: true });
        Assert.Equal(TimeSpan.FromHours(9), visit.Wait);
    }

    [Fact]
    public async Task Legs_HeldOverTheEndOfAMonth_CountOnTheDayServed()
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        await hall.DoAsync(
            new PublishConfiguration(plan.Configuration with { Rules = plan.Rules with { WaitingAtDayEnd = WaitingAtDayEnd.Expire } })
                { BasedOn = plan.Sequence });
        await hall.ToDayAsync(29);
        await hall.DoAsync(new OpenCounter(One, new("1001")));
        await hall.IssueAsync();
        await hall.DoAsync(new CallNext(One));
        await hall.DoAsync(new StartService(One));
        hall.Time.Advance(TimeSpan.FromMinutes(5));
        await hall.DoAsync(new HoldTicket(One, null));
        await hall.ToDayAsync(30);
        var last = new DateOnly(2026, 3, 31).DayNumber;
        Assert.Equal(new DateOnly(2026, 4, 1), hall.Hall.Snapshot.BusinessDay);
        Assert.Equal((1, last), (hall.Count("SELECT COUNT(*) FROM legs"), hall.Count("SELECT Day FROM legs")));
        foreach (var scope in Enum.GetValues<TallyScope>())
        {
            Assert.Equal((1, last),
                (hall.Count($"SELECT SUM(Served) FROM tallies WHERE Scope = {(int)scope}"),
                    hall.Count($"SELECT MAX(Day) FROM tallies WHERE Scope = {(int)scope}")));
        }

        await hall.StopAsync();
        Assert.Empty(Hall.Web.CommandLine.VerifyVerb.Faults(hall.Folder));
    }

    private static async Task ServeAsync(HallOnDisk hall, TimeSpan lasts)
    {
        if (hall.Hall.Snapshot.Counter(One)?.Counter.Teller is null)
        {
            await hall.DoAsync(new OpenCounter(One, new("1001")));
        }

        await hall.IssueAsync();
        await hall.DoAsync(new CallNext(One));
        await hall.DoAsync(new StartService(One));
        hall.Time.Advance(lasts);
        await hall.DoAsync(new CompleteService(One));
    }

    [Fact]
    public async Task Read_AnotherSystemsVisits_StandBesideTheHallsOwnUntilTheyAreTakenAway()
    {
        await using var hall = HallOnDisk.Started();
        await ServeAsync(hall, TimeSpan.FromMinutes(6));
        var (store, plan) = (StoreOf(hall), hall.Hall.Snapshot.Plan);
        var service = plan.Configuration.Services[0].Code.Value;
        var day = new DateOnly(2026, 2, 27).DayNumber;
        var number = store.Add(plan.Configuration.Hall, "QSystem", "1000", DateTimeOffset.UnixEpoch,
        [
            new(day, 30_600_000, 31_200_000, 31_230_000, 31_530_000, service, "1", "1001", "none", true),
            new(day, 30_700_000, 31_300_000, 31_300_000, 31_300_000, service, "", "", "none", false),
        ]);

        var both = await VisitsAsync(hall);
        Assert.Equal(3, both.Count);
        Assert.Contains(both, visit => visit is { Left: false } && visit.Wait == TimeSpan.FromMinutes(10)
            && visit.Served == TimeSpan.FromMinutes(5));
        var recorded = await new PastVisits(new Databases(hall), store)
            .RecordedAsync(plan, new(2026, 2, 1), new(2026, 3, 4), TestContext.Current.CancellationToken);
        Assert.Equal(3, recorded.Count);
        Assert.Equal(2, recorded.Count(visit => visit.Counter == "1"));

        Assert.True(store.Remove(plan.Configuration.Hall, number));
        Assert.Single(await VisitsAsync(hall));
    }

    private static PastVisitStore StoreOf(HallOnDisk hall) => new(new StorageOptions { DataFolder = hall.Folder });

    private static Task<IReadOnlyList<PastVisit>> VisitsAsync(HallOnDisk hall) =>
        new PastVisits(new Databases(hall), StoreOf(hall))
            .ReadAsync(hall.Hall.Snapshot.Plan, new(2026, 3, 4), 28, TestContext.Current.CancellationToken);
}
