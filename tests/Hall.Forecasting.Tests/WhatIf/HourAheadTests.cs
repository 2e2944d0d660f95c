using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;
using Hall.Forecasting.WhatIf;

namespace Hall.Forecasting.Tests.WhatIf;

public sealed class HourAheadTests
{
    private const int Hours = 12;

    [Fact]
    public void WhatIf_OverloadedZoneGetsAnotherCounter_WaitsFallForSure()
    {
        var answer = HourAhead.WhatIf(Busy(), new OpenOne(new("2")), Hours, seed: 7, TestContext.Current.CancellationToken);

        Assert.True(answer.IsCertain);
        Assert.True(answer.After.All.MeanSeconds < answer.Before.All.MeanSeconds / 2, $"{answer.Before.All} {answer.After.All}");
        Assert.True(answer.After.Zones[new("A")].P90Seconds < answer.Before.Zones[new("A")].P90Seconds);
    }

    [Fact]
    public void WhatIf_TheOnlyCounterCloses_EveryoneWaitsOn()
    {
        var answer = HourAhead.WhatIf(Busy(), new CloseOne(new("1")), Hours, seed: 7, TestContext.Current.CancellationToken);

        Assert.True(answer.MeanSeconds > 0);
        Assert.Equal(answer.After.All.Citizens, answer.After.StillWaiting, 6);
    }

    [Fact]
    public void Play_TheSameSeed_GivesTheSameAnswer()
    {
        var (one, other) = (HourAhead.Play(Busy(), Hours, seed: 3, TestContext.Current.CancellationToken),
            HourAhead.Play(Busy(), Hours, seed: 3, TestContext.Current.CancellationToken));

        Assert.Equal(one.Means, other.Means);
        Assert.NotEqual(one.Means, HourAhead.Play(Busy(), Hours, seed: 4, TestContext.Current.CancellationToken).Means);
    }

    [Fact]
    public void Play_OneCounterAtEightTenths_WaitsAsErlangSays()
    {
        // M/G/1 at load 0.8 with squared variation 1.2: mean wait 0.8/(1-0.8) * 300 s * (1+1.2)/2 = 1320 s in the long run; one
        // hour from an empty hall stays below it, and far from nothing.
        var quiet = Busy() with { Waiting = [], Demand = [new(new("A01"), 0.8 * 12, 300), new(new("B01"), 0, 300)] };
        var figures = HourAhead.Play(quiet, 200, seed: 1, TestContext.Current.CancellationToken);

        Assert.InRange(figures.All.MeanSeconds, 200, 1320);
        Assert.InRange(figures.Utilisation[new("1")], 0.6, 0.9);
    }

    [Fact]
    public void Rank_AnIdleCounterOfTheNextZoneCouldHelp_IsAmongTheBest()
    {
        var picture = Busy();
        picture = picture with
        {
            Counters = [.. picture.Counters.Where(counter => counter.IsOpen || counter.Zone == new ZoneCode("B"))
                .Select(counter => counter with { State = CounterState.Idle })],
        };

        var best = HourAhead.Rank(picture, Hours, most: 3, seed: 5, TestContext.Current.CancellationToken)[0];

        Assert.Equal(new ServeAlso(new("3"), new("A"), ServiceKind.General), best.Change);
        Assert.True(best.IsCertain);
    }

    [Fact]
    public void HowIsTheHall_SomeWaitAndOneIsServed_SaysForHowLongAndWhatComes()
    {
        var hall = new GivenHall(SmallHall.RoundTheClock).Open("1");
        hall.Issue();
        hall.After(60).Call();
        hall.After(120).Issue();
        hall.After(30);

        var picture = new LivePictureQuery().Answer(hall.State, hall.Now);

        Assert.Equal([new WaitingNow(new("A01"), PriorityCode.None, TimeSpan.FromSeconds(30))], picture.Waiting);
        var serving = picture.Counters.First(counter => counter.Counter == new CounterId("1"));
        Assert.Equal((CounterState.Calling, new ServiceCode("A01"), TimeSpan.FromSeconds(150)),
            (serving.State, serving.Service!.Value, serving.Elapsed));
        Assert.Equal(12, picture.Demand.Sum(demand => demand.PerHour), 6);
        Assert.Equal(1, picture.PriorityShares[PriorityCode.None]);
    }

    /// <summary>Zone A with one of two counters open and twice the work for it; zone B with one counter that has little to do.</summary>
    private static LivePicture Busy()
    {
        var hall = TwoZones;
        return new(hall, [.. Enumerable.Range(1, 6).Select(i => new WaitingNow(new("A01"), PriorityCode.None, TimeSpan.FromMinutes(i)))],
        [
            new(new("1"), new("A"), CounterState.Serving, new("A01"), TimeSpan.FromMinutes(2)),
            new(new("2"), new("A"), CounterState.Closed, null, TimeSpan.Zero),
            new(new("3"), new("B"), CounterState.Closed, null, TimeSpan.Zero),
        ], [new(new("A01"), 20, 300), new(new("B01"), 0, 300)], new Dictionary<PriorityCode, double> { [PriorityCode.None] = 1 }, 0);
    }

    private static HallConfiguration TwoZones => SmallHall.RoundTheClock with
    {
        Zones = [new() { Code = new("A"), Names = new("甲", "A") }, new() { Code = new("B"), Names = new("乙", "B") }],
        Services =
        [
            new() { Code = new("A01"), Zone = new("A"), Names = new("一", "One") },
            new() { Code = new("B01"), Zone = new("B"), Names = new("二", "Two") },
        ],
        Counters =
        [
            new() { Counter = new("1"), Zone = new("A"), Serves = ["general"] },
            new() { Counter = new("2"), Zone = new("A"), Serves = ["general"] },
            new() { Counter = new("3"), Zone = new("B"), Serves = ["general"] },
        ],
    };
}
