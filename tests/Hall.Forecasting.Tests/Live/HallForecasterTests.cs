using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;
using Hall.Forecasting.Live;

namespace Hall.Forecasting.Tests.Live;

public sealed class HallForecasterTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("2", 2)]
    [InlineData("2", 3)]
    [InlineData("3", 4)]
    [InlineData("5", 5)]
    public void Play_OneCounter_CallsInTheDispatchersOrder(string counter, ulong seed)
    {
        var hall = Filled(80, seed);
        hall.Do(new OpenCounter(new(counter), new("1001")));
        var outline = new OutlineOfHall().Answer(hall.State, hall.Now);
        var roller = new LineRoller(outline, new HallLearning(), seed);

        var waits = roller.Play(1);

        var start = hall.Now;
        var called = roller.RowOf.Where(row => waits[row.Value][0] < LineRoller.HorizonSeconds).OrderBy(row => waits[row.Value][0])
            .ToList();
        Assert.True(called.Count > 15);
        foreach (var (ticket, row) in called)
        {
            hall.Now = start.AddSeconds(waits[row][0]);
            var next = Dispatcher.Choose(hall.State, new(counter), hall.Now);
            Assert.Equal(ticket, next?.Ticket.Id);
            hall.Do(new CallNext(new(counter)), new StartService(new(counter)), new CompleteService(new(counter)));
        }
    }

    [Fact]
    public void Forecast_NoCounterServesIt_SaysNothing()
    {
        var hall = new GivenHall();
        var ticket = hall.Issue("B01");
        hall.Do(new OpenCounter(new("1"), new("1001")));

        var outlook = Forecast(hall, new HallForecaster());

        Assert.DoesNotContain(ticket, outlook.ByTicket.Keys);
        Assert.DoesNotContain((new ServiceCode("B01"), PriorityCode.None), outlook.IfIssuedNow.Keys);
        Assert.Contains((new ServiceCode("A01"), PriorityCode.None), outlook.IfIssuedNow.Keys);
    }

    [Fact]
    public void Forecast_TenWaitAtOneCounter_EachLaterOneWaitsLongerAboutOneServiceMore()
    {
        var hall = new GivenHall();
        hall.Do(new OpenCounter(new("1"), new("1001")));
        var tickets = Enumerable.Range(0, 10).Select(_ => { hall.Now = hall.Now.AddSeconds(1); return hall.Issue("A01"); }).ToList();

        var outlook = Forecast(hall, new HallForecaster());

        // Six minutes a service and some seconds between two.
        var last = outlook.ByTicket[tickets[^1]];
        Assert.InRange(last.P50Seconds, 9 * 270, 9 * 480);
        Assert.True(last.P90Seconds > last.P50Seconds * 1.1);
        Assert.True(outlook.ByTicket[tickets[4]].P50Seconds < last.P50Seconds);
        Assert.True(outlook.IfIssuedNow[(new("A01"), PriorityCode.None)].P50Seconds > last.P50Seconds);
        Assert.True(outlook.IfIssuedNow[(new("A01"), new("pregnant"))].P50Seconds < last.P50Seconds);
    }

    [Fact]
    public void Forecast_LittleHasChanged_WhatIsShownOnlyGrowsOlder()
    {
        var hall = new GivenHall();
        hall.Do(new OpenCounter(new("1"), new("1001")));
        var tickets = Enumerable.Range(0, 12).Select(_ => hall.Issue("A01")).ToList();
        var forecaster = new HallForecaster();
        var first = Forecast(hall, forecaster).ByTicket[tickets[5]];
        var steady = 0;
        for (var i = 1; i <= 10; i++)
        {
            hall.Now = hall.Now.AddSeconds(2);
            var next = Forecast(hall, forecaster).ByTicket[tickets[5]];
            steady += Math.Abs(next.P50Seconds - (first.P50Seconds - 2)) <= 1 ? 1 : 0;
            first = next;
        }

        Assert.InRange(steady, 9, 10);
    }

    [Fact]
    public void Hear_ServicesTakeTwiceAsLong_ForecastsGrow()
    {
        var hall = new GivenHall();
        hall.Do(new OpenCounter(new("1"), new("1001")));
        var forecaster = new HallForecaster();
        var before = Forecast(hall, forecaster, waiting: 6);
        for (var i = 0; i < 60; i++)
        {
            hall.Issue("A01");
            hall.Do(new CallNext(new("1")), new StartService(new("1")));
            hall.Now = hall.Now.AddMinutes(12);
            hall.Do(new CompleteService(new("1")));
        }

        foreach (var entry in hall.Journal)
        {
            forecaster.Hear(entry);
        }

        Assert.True(Forecast(hall, forecaster).IfIssuedNow[(new("A01"), PriorityCode.None)].P50Seconds > 1.5 * before);
    }

    [Fact]
    public void Issue_OutlookIsFresh_TicketKeepsWhatWasForecast()
    {
        var hall = new GivenHall();
        hall.Do(new OpenCounter(new("1"), new("1001")));
        hall.Issue("A01");
        hall.Issue("A01");
        hall.State.Outlook = Forecast(hall, new HallForecaster());

        var ticket = hall.Issue("A01");

        Assert.Equal(hall.State.Outlook.IfIssuedNow[(new("A01"), PriorityCode.None)], hall[ticket].Forecast);
        hall.Now = hall.Now.AddMinutes(5);
        Assert.Null(hall[hall.Issue("A01")].Forecast);
    }

    [Fact]
    public void Quality_ThreeCalled_ErrorAndCoverageByServiceAndHour()
    {
        var hall = new GivenHall();
        hall.Do(new OpenCounter(new("1"), new("1001")));
        hall.Issue("A01");
        hall.State.Outlook = new(
            hall.Now, new Dictionary<TicketId, WaitEstimate>(), new Dictionary<(ServiceCode, PriorityCode), WaitEstimate>
        {
            [(new("A01"), PriorityCode.None)] = new(60, 300), [(new("A03"), PriorityCode.None)] = new(500, 600),
        });
        hall.Issue("A01");
        hall.Issue("A03");
        hall.Do(new CallNext(new("1")), new StartService(new("1")), new CompleteService(new("1")));
        hall.Now = hall.Now.AddSeconds(160);
        hall.Do(new CallNext(new("1")), new StartService(new("1")), new CompleteService(new("1")), new CallNext(new("1")));

        var scores = new ForecastQuality().Answer(hall.State, hall.Now);

        Assert.Contains(new(null, null, 2, 220, 120, 0.5, 1), scores);
        Assert.Contains(new(new("A01"), null, 1, 100, -100, 0, 1), scores);
        Assert.Contains(new(new("A03"), 9, 1, 340, 340, 1, 1), scores);
    }

    private static GivenHall Filled(int tickets, ulong seed)
    {
        var random = new Forecasting.Learning.Seeded(seed);
        var hall = new GivenHall(SmallHall.With(rules => rules with { WaitCapMinutes = 40, ReserveSpecialCounters = true }));
        string[] services = ["A01", "A02", "A03", "B01", "B02"];
        string[] classes = ["none", "none", "elderly", "pregnant", "appointment"];
        for (var i = 0; i < tickets; i++)
        {
            hall.Now = hall.Now.AddSeconds(30 * random.Exponential());
            var ticket = hall.Issue(services[random.Below(services.Length)], classes[random.Below(classes.Length)]);
            if (random.Unit() < 0.05)
            {
                hall.Do(new PostponeTicket(ticket, 1 + random.Below(5)));
            }
        }

        return hall;
    }

    private static Outlook Forecast(GivenHall hall, HallForecaster forecaster) =>
        forecaster.Forecast(new OutlineOfHall().Answer(hall.State, hall.Now));

    private static int Forecast(GivenHall hall, HallForecaster forecaster, int waiting)
    {
        for (var i = 0; i < waiting; i++)
        {
            hall.Issue("A01");
        }

        return Forecast(hall, forecaster).IfIssuedNow[(new("A01"), PriorityCode.None)].P50Seconds;
    }
}
