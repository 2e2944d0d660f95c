using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Dispatch;

public sealed class AssignNextTests
{
    [Fact]
    public void GiveNext_TellersPress_GivesNothing()
    {
        var hall = new GivenHall().Open("1");
        hall.Issue();

        Assert.Empty(hall.When(new AssignNext()).Events);
    }

    [Fact]
    public void GiveNext_SeveralFree_LongestIdleOfTheDayGetsIt()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { DispatchMode = DispatchMode.HallGives })).Open("1", "4");
        hall.Issue();
        Assert.Equal("1", hall.Event<TicketCalled>(new AssignNext()).Counter.Value);
        hall.Do(new StartService(new("1"))).AfterMinutes(5).Do(new CompleteService(new("1")));
        hall.AfterMinutes(10).Issue();

        // Counter 1 was idle for 10 minutes, counter 4 for 15.
        Assert.Equal("4", hall.Event<TicketCalled>(new AssignNext()).Counter.Value);
        Assert.Empty(hall.When(new AssignNext()).Events);
    }

    [Fact]
    public void GiveNext_NotRested_WaitsForTheRest()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { DispatchMode = DispatchMode.HallGives, RestSeconds = 30 })).Open("1");
        hall.Issue();

        Assert.Empty(hall.After(29).When(new AssignNext()).Events);
        Assert.NotEmpty(hall.After(1).When(new AssignNext()).Events);
    }

    [Fact]
    public void GiveNext_OneMayNotServe_TheOtherGetsIt()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { DispatchMode = DispatchMode.HallGives })).Open("3").AfterMinutes(5)
            .Open("1");
        hall.Issue("A01");

        Assert.Equal("1", hall.Event<TicketCalled>(new AssignNext()).Counter.Value);
    }
}
