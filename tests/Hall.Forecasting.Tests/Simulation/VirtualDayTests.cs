using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

public sealed class VirtualDayTests
{
    [Fact]
    public void Run_OneCounter_FirstComeFirstServedWithFractions() => Assert.Equal("0 9.5 19.25",
        new GivenDay().Counter("1", "A").Visitor(0, "A", 10).Visitor(0.5, "A", 10.25).Visitor(1, "A", 10).Waits());

    [Fact]
    public void Run_EqualArrivals_AreServedInTheirOrder() =>
        Assert.Equal("0 10 20", new GivenDay().Counter("1", "A").Visitor(5, "A", 10).Visitor(5, "A", 10).Visitor(5, "A", 10).Waits());

    [Fact]
    public void Run_ArrivalWhenAServiceEnds_IsCalledAtOnce() =>
        Assert.Equal("0 0", new GivenDay().Counter("1", "A").Visitor(0, "A", 10).Visitor(10, "A", 10).Waits());

    [Theory]
    [InlineData(9.9, "0 Abandoned")]
    [InlineData(10, "0 10")]
    [InlineData(10.1, "0 10")]
    public void Run_PatienceEnds_LeavesUnlessCalledByThen(double patience, string waits) =>
        Assert.Equal(waits, new GivenDay().Counter("1", "A").Visitor(0, "A", 10).Visitor(0, "A", 10, patience: patience).Waits());

    [Fact]
    public void Run_NoPatience_IsServedOnlyByAFreeCounter() => Assert.Equal("0 Abandoned",
        new GivenDay().Counter("1", "A").Visitor(0, "A", 10, patience: 0).Visitor(1, "A", 10, patience: 0).Waits());

    [Fact]
    public void Run_ServicesWithoutLength_AllInOneInstant() =>
        Assert.Equal(
            "0 0 0", new GivenDay().Counter("1", "A").Visitor(1, "A", 0).Visitor(1, "A", 0).Visitor(1, "A", 0, patience: 0).Waits());

    [Fact]
    public void Run_CounterOpensLater_WaitsForIt() =>
        Assert.Equal("90 95", new GivenDay().Counter("1", "A", 100).Visitor(10, "A", 10).Visitor(15, "A", 10).Waits());

    [Fact]
    public void Run_AtClosing_ServiceIsFinishedAndNobodyIsCalled()
    {
        var day = new GivenDay().Counter("1", "A", 0, 100).Visitor(95, "A", 20).Visitor(96, "A", 5).Visitor(100, "A", 5)
            .Visitor(130, "A", 5);
        var figures = day.Figures();

        Assert.Equal("0 Unserved Unserved Unserved", day.Waits());
        Assert.Equal((1, 3, 0), (figures.Overall.Served, figures.Unserved, figures.Overall.Abandoned));
        Assert.Equal((95.0, 20.0 / 115), (figures.Counters[new("1")].IdleSeconds, figures.Counters[new("1")].Utilisation));
    }

    [Fact]
    public void Run_FreeCounterAtClosing_CallsNobodyAtThatInstant() =>
        Assert.Equal("0 Unserved", new GivenDay().Counter("1", "A", 0, 100).Visitor(90, "A", 10).Visitor(95, "A", 10).Waits());

    [Fact]
    public void Run_PatienceEndsAfterClosing_IsUnserved() => Assert.Equal("0 Unserved Abandoned", new GivenDay().Counter("1", "A", 0, 100)
        .Visitor(0, "A", 100).Visitor(50, "A", 1, patience: 51).Visitor(50, "A", 1, patience: 50).Waits());

    [Fact]
    public void Run_TwoShifts_BreakBetweenThem()
    {
        var day = new GivenDay().Counter("1", "A", 0, 100).Counter("1", "A", 200, 300).Visitor(90, "A", 30).Visitor(120, "A", 10);

        Assert.Equal("0 80", day.Waits());
        Assert.Equal(90 + 90, day.Figures().Counters[new("1")].IdleSeconds);
    }

    [Fact]
    public void Run_ServiceOutlastsTheBreak_CounterGoesOn() =>
        Assert.Equal("0 110",
            new GivenDay().Counter("1", "A", 0, 100).Counter("1", "A", 150, 300).Visitor(90, "A", 120).Visitor(100, "A", 10).Waits());

    [Fact]
    public void Run_SeveralFree_LongestIdleOfTheDayCalls()
    {
        // Counter 1 was busy from 0 to 50, counter 2 from 60 to 70: at 100 they have been idle for 50 and 90 s.
        var day = new GivenDay().Counter("1", "A").Counter("2", "A").Visitor(0, "A", 50).Visitor(60, "A", 10).Visitor(100, "A", 10);

        Assert.Equal("1 2 2", day.Served());
    }

    [Fact]
    public void Run_SkillsDiffer_EachIsCalledWhereItMayBeServed() => Assert.Equal("1 2 1",
        new GivenDay().Counter("1", "A").Counter("2", "B").Visitor(0, "A", 10).Visitor(1, "B", 10).Visitor(2, "A", 10).Served());

    [Fact]
    public void Run_Rest_NextIsCalledAfterIt()
    {
        var day = new GivenDay().Counter("1", "A").Visitor(0, "A", 10).Visitor(0, "A", 10);
        day.Rules = day.Rules with { RestSeconds = 30 };

        Assert.Equal("0 40", day.Waits());
    }

    [Fact]
    public void Run_NoShow_CounterWaitsInVain()
    {
        var day = new GivenDay().Counter("1", "A").Visitor(0, "A", 10, shows: false).Visitor(1, "A", 10, walk: 20).Visitor(2, "A", 10);

        Assert.Equal("NoShow 119 148", day.Waits());
        Assert.Equal((2, 1), (day.Figures().Overall.Served, day.Figures().NoShows));
    }

    [Fact]
    public void Run_Reserve_GeneralWorkComesWhenAnotherIsFreeOrAfterTheThreshold()
    {
        var day = new GivenDay("S").Counter("1", "G", 0, 5000).Counter("2", "S G").Counter("3", "S G")
            .Visitor(0, "G", 1000).Visitor(1, "G", 1000).Visitor(2, "G", 10).Visitor(700, "S", 10);
        day.Rules = new() { ReserveThresholdMinutes = 10 };

        // At 1 s counters 2 and 3 are free, so one of them takes general work; at 2 s the last one is kept until 600 s have passed.
        Assert.Equal("0 0 600 0", day.Waits());
    }

    [Fact]
    public void Run_OverTheCap_ThePatientGoesFirst()
    {
        var day = new GivenDay().Counter("1", "A").Visitor(0, "A", 3700).Visitor(1, "A", 10).Visitor(2, "A", 10, "disabled")
            .Visitor(2, "A", 10, "disabled");

        Assert.Equal("0 3699 3708 3718", day.Waits());
        Assert.Equal("0 3719 3698 3708", day.Waits("strict"));
    }

    [Fact]
    public void Run_OverCapacity_EndsWithTheRestUnserved()
    {
        var day = new GivenDay().Counter("1", "A", 0, 100);
        for (var i = 0; i < 1000; i++)
        {
            day.Visitor(i * 0.1, "A", 10);
        }

        Assert.Equal((10, 990), (day.Figures().Overall.Served, day.Figures().Unserved));
    }
}
