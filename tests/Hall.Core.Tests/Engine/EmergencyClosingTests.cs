using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.State;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

public sealed class EmergencyClosingTests
{
    private static readonly IssueTicket Wish = new([new("A01")], new("none"));

    [Fact]
    public void CloseHall_UntilItIsOpenedAgain_IssuesNothing()
    {
        var hall = new GivenHall().Do(new CloseHall("Water in the hall", WaitingAtClosing.ServeOn));
        Assert.Equal(RejectionCode.EmergencyClosed, hall.When(Wish).Rejection?.Code);
        hall.Do(new ReopenHall());
        Assert.Null(hall.When(Wish).Rejection);
    }

    [Theory]
    [InlineData(WaitingAtClosing.ServeOn, TicketState.Waiting)]
    [InlineData(WaitingAtClosing.KeepForNextDay, TicketState.Waiting)]
    [InlineData(WaitingAtClosing.Expire, TicketState.Expired)]
    public void CloseHall_WithSomebodyWaiting_DoesWithThemWhatWasAsked(WaitingAtClosing waiting, TicketState expected)
    {
        var hall = new GivenHall();
        var ticket = hall.Event<TicketIssued>(Wish).Ticket;
        hall.Do(new CloseHall("Power failure", waiting));
        Assert.Equal(expected, hall[ticket].State);
    }

    [Theory]
    [InlineData(WaitingAtClosing.ServeOn, TicketState.Expired)]
    [InlineData(WaitingAtClosing.KeepForNextDay, TicketState.Waiting)]
    public void OpenBusinessDay_AfterAClosing_KeepsThoseWhoWereToBeKept(WaitingAtClosing waiting, TicketState expected)
    {
        var hall = new GivenHall();
        var ticket = hall.Event<TicketIssued>(Wish).Ticket;
        hall.Do(new CloseHall("Power failure", waiting));
        hall.Now = hall.Now.AddDays(1);
        hall.Do(new OpenBusinessDay(hall.State.BusinessDay.AddDays(1)));
        Assert.Equal(expected, hall[ticket].State);
    }

    [Fact]
    public void CloseHall_WithoutAReason_IsRefused() =>
        Assert.Equal(RejectionCode.Malformed, new GivenHall().When(new CloseHall(" ", WaitingAtClosing.ServeOn)).Rejection?.Code);

    [Fact]
    public void OpeningState_OfAClosedHall_IsClosedWhenItIsReadAgain()
    {
        var hall = new GivenHall().Do(new CloseHall("Power failure", WaitingAtClosing.KeepForNextDay));
        Assert.Equal("Power failure", HallState.FromOpeningState(hall.State.ToOpeningState()).Closing?.Reason);
    }
}
