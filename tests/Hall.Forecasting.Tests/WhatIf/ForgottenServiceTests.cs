using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;
using Hall.Forecasting.Live;
using Hall.Forecasting.WhatIf;

namespace Hall.Forecasting.Tests.WhatIf;

/// <summary>
/// A service that somebody forgot to end says nothing about how long things take: it is in no average, and it is said how many were left
/// out.
/// </summary>
public sealed class ForgottenServiceTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly CounterId One = new("1");

    [Fact]
    public void Plan_OneServiceInAHundredForgottenTillMorning_IsThatOfTheOthers()
    {
        var visits = Visits(99, TimeSpan.FromMinutes(6)).ToList();
        var before = Assert.Single(StaffingPlan.Of(SmallHall.RoundTheClock, visits));
        visits.Add(Visits(1, TimeSpan.FromHours(15)).Single() with { Forgotten = true });
        var after = Assert.Single(StaffingPlan.Of(SmallHall.RoundTheClock, visits));
        Assert.Equal((360.0, 360.0, before.Counters, 1),
            (before.MeanServiceSeconds, after.MeanServiceSeconds, after.Counters, StaffingPlan.LeftOut(visits)));
        Assert.Equal(before.PerHour * 100 / 99, after.PerHour, 6);
    }

    [Fact]
    public void Plan_EveryServiceForgotten_TakesTheTypicalMinutes()
    {
        var need = Assert.Single(
            StaffingPlan.Of(
                SmallHall.RoundTheClock, [.. Visits(3, TimeSpan.FromHours(15)).Select(visit => visit with { Forgotten = true })]));
        Assert.Equal(SmallHall.RoundTheClock.Services.Where(service => service.Zone == new ZoneCode("A"))
            .Average(service => service.Minutes) * 60, need.MeanServiceSeconds);
    }

    [Fact]
    public void Plan_SentHomeAtTheEndOfTheDay_AreNoMeasureOfPatience()
    {
        var left = Visits(60, TimeSpan.FromMinutes(6)).Concat(Visits(2, TimeSpan.Zero)).ToList();
        var sent = left.ConvertAll(visit => visit with { Expired = visit.Left });
        Assert.True(Assert.Single(StaffingPlan.Of(SmallHall.RoundTheClock, left)).Leave > 0);
        Assert.Equal(0, Assert.Single(StaffingPlan.Of(SmallHall.RoundTheClock, sent)).Leave);
    }

    [Fact]
    public void RankTraining_AForgottenService_IsPlayedAsLongAsTheOthers()
    {
        var visits = Visits(40, TimeSpan.FromMinutes(6)).ToList();
        var cancel = TestContext.Current.CancellationToken;
        List<PastVisit> whole = [.. visits, visits[0] with { Served = TimeSpan.FromHours(15), Forgotten = true }];
        List<PastVisit> usual = [.. visits, visits[0]];
        Assert.Equal(PastDays.RankTraining(SmallHall.RoundTheClock, usual, 1, cancel)[0].Before.All,
            PastDays.RankTraining(SmallHall.RoundTheClock, whole, 1, cancel)[0].Before.All);
    }

    [Fact]
    public void Complete_ForgottenOvernight_TeachesNothingAndIsInNoMeanOfTheDay()
    {
        var hall = new GivenHall();
        hall.Open("1");
        hall.Issue();
        hall.Call();
        var (service, learned) =
            (hall.State.Plan.Services[new("A01")], hall.State.ServiceTimes.MeanSeconds(hall.State.Plan.Services[new("A01")]));
        hall.Do(new StartService(One)).AfterMinutes(121).Do(new CompleteService(One));
        Assert.Equal(learned, hall.State.ServiceTimes.MeanSeconds(service));
        Assert.Equal(
            (1, 1, TimeSpan.Zero), (hall.Counter("1").CompletedToday, hall.Counter("1").ForgottenToday, hall.Counter("1").BusyToday));
        hall.Issue();
        hall.Call();
        hall.Do(new StartService(One)).AfterMinutes(12).Do(new CompleteService(One));
        Assert.NotEqual(learned, hall.State.ServiceTimes.MeanSeconds(service));
        Assert.Equal((2, 1, TimeSpan.FromMinutes(12)),
            (hall.Counter("1").CompletedToday, hall.Counter("1").ForgottenToday, hall.Counter("1").BusyToday));
    }

    [Fact]
    public void Hear_ForgottenServicesAndCalls_TeachTheForecastNothing()
    {
        var (heard, usual) = (new HallLearning(), new HallLearning());
        foreach (var entry in Served(TimeSpan.FromMinutes(6)))
        {
            heard.Hear(entry);
            usual.Hear(entry);
        }

        foreach (var entry in Served(TimeSpan.FromHours(15)))
        {
            heard.Hear(entry);
        }

        Assert.Equal((usual.SlownessOf(new("1001")), usual.NoShow.Value), (heard.SlownessOf(new("1001")), heard.NoShow.Value));
    }

    private static IEnumerable<JournalEntry> Served(TimeSpan lasts)
    {
        var (at, ticket) = (GivenHall.Utc("Asia/Shanghai", "2026-11-23 09:00"), new TicketId(1));
        for (var i = 0; i < 64; i++)
        {
            yield return new(1, at, new TicketCalled(ticket, One, new("1001"), new(CallRule.Chosen, 0, 0, null, null)));
            yield return new(2, at, new ServiceStarted(ticket, One));
            at += lasts;
            yield return new(3, at, new ServiceCompleted(ticket, One, new("A01"), AfterService.VisitEnds));
            if (lasts > TimeSpan.FromHours(1))
            {
                yield return new(4, at, new TicketCalled(ticket, One, new("1001"), new(CallRule.Chosen, 0, 0, null, null)));
                at += lasts;
                yield return new(5, at, new TicketNoShow(ticket, One));
            }
        }
    }

    private static IEnumerable<PastVisit> Visits(int count, TimeSpan served) => Enumerable.Range(0, count).Select(i => new PastVisit(
        Monday, TimeSpan.FromHours(9) + TimeSpan.FromSeconds(i), new("A"), new("A01"), PriorityCode.None, TimeSpan.FromMinutes(2), served));
}
