using Hall.Core.Dispatch.Policies;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

/// <summary>Each policy's order on days that were worked out by hand from its rule.</summary>
public sealed class PolicyTests
{
    /// <summary>
    /// One counter for A (its own matter) and B, busy until 100 s. Then wait: A none since 10, B none since 5, A elderly (b = 2) since 60,
    /// B disabled (b = 4) since 80. Each takes 10 s.
    /// </summary>
    private static GivenDay FourWait => new GivenDay().Counter("1", "A B").Visitor(0, "A", 100)
        .Visitor(5, "B", 10).Visitor(10, "A", 10).Visitor(60, "A", 10, "elderly").Visitor(80, "B", 10, "disabled");

    [Theory]
    // By arrival.
    [InlineData("fcfs", "B5 A10 A60 B80")]
    // disabled, elderly, then by arrival.
    [InlineData("strict", "B80 A60 B5 A10")]
    // Own type A: elderly before none; then B: disabled before none.
    [InlineData("theq", "A60 A10 B80 B5")]
    // Coefficient 2 for A, 1 for B; within it the class, then time: the same order here.
    [InlineData("qsystem", "A60 A10 B80 B5")]
    // The service at 0 s was call 1. Call 2 at 100 s: 1·95, 1·90, 3·40, 5·20 → A60. Call 3 at 110 s is a normal's turn: B5.
    // Call 4 at 120 s: 1·110, 5·40 → B80.
    [InlineData("novosga", "A60 B5 B80 A10")]
    // One counter, so its one queue.
    [InlineData("fqm", "B5 A10 A60 B80")]
    // At 100 s: 95, 90, 2·40, 4·20 → B5; at 110 s: 100, 2·50, 4·30 → B80; at 120 s: 110, 2·60 → A60.
    [InlineData("hall", "B5 B80 A60 A10")]
    public void Choose_FourWait_OrderByHand(string policy, string order)
    {
        var day = FourWait.Run(policy);
        var called = day.Visitors.Zip(day.Stays).Skip(1).OrderBy(pair => pair.First.Arrives + pair.Second.Wait)
            .Select(pair => $"{pair.First.Service}{pair.First.Arrives.TotalSeconds}");

        Assert.Equal(order, string.Join(' ', called));
    }

    [Fact]
    public void Fqm_CounterIsChosenAtIssue_FewestWaitingThenFreeThenFirst()
    {
        // Both busy until 100 and 20 s. The third joins 1 (equal), the fourth 2, the fifth 1. Nobody changes queues.
        var day = new GivenDay().Counter("1", "A").Counter("2", "A").Visitor(0, "A", 100).Visitor(1, "A", 19).Visitor(2, "A", 10)
            .Visitor(3, "A", 10).Visitor(4, "A", 10);

        Assert.Equal("1 2 1 2 1", day.Served("fqm"));
        Assert.Equal("0 0 98 17 106", day.Waits("fqm"));
    }

    [Fact]
    public void Fqm_WhoLeaves_CountsNoLonger()
    {
        var day = new GivenDay().Counter("1", "A").Counter("2", "A").Visitor(0, "A", 100).Visitor(0, "A", 100)
            .Visitor(1, "A", 10, patience: 1).Visitor(1, "A", 10).Visitor(5, "A", 10);

        Assert.Equal("1 2 0 2 1", day.Served("fqm"));
    }

    [Fact]
    public void Strict_AStreamOfPriorities_StarvesTheRest()
    {
        var day = new GivenDay().Counter("1", "A", 0, 20_000).Visitor(0, "A", 100).Visitor(1, "A", 100);
        for (var i = 0; i < 150; i++)
        {
            day.Visitor(2 + (i * 100), "A", 100, "elderly");
        }

        Assert.Equal(15_099, day.Run("strict").Stays[1].Wait.TotalSeconds);
        Assert.InRange(day.Run("hall").Stays[1].Wait.TotalSeconds, 99, 300);
        Assert.Equal(99, day.Run("fcfs").Stays[1].Wait.TotalSeconds);
    }

    [Fact]
    public void Create_AllNames_GiveThatPolicy()
    {
        Assert.All(DispatchPolicies.Names, name => Assert.Equal(name, DispatchPolicies.Create(name)!.Name));
        Assert.Null(DispatchPolicies.Create("lottery"));
        Assert.Equal(7, DispatchPolicies.Names.Count);
    }
}
