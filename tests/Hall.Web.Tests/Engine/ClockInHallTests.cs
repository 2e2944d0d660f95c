using Hall.Core.Commands;
using Hall.Core.Tickets;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Engine;

public sealed class ClockInHallTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task Clock_JumpsAndComesBack_NumbersStayUniqueAndTheDayGoesOn(int hours)
    {
        var machine = new HallClockTests.Machine(HallOnDisk.Morning);
        await using var hub = HallOnDisk.Started(null, machine);
        var numbers = new List<Ticket> { (await hub.IssueAsync()).Ticket!.Ticket };
        machine.Jump(TimeSpan.FromHours(hours));
        machine.Pass(TimeSpan.FromMinutes(1));
        numbers.Add((await hub.IssueAsync()).Ticket!.Ticket);
        Assert.Contains(hub.Alerts.All, alert => alert.Kind == "clock-jumped");
        machine.Jump(TimeSpan.FromHours(-hours));
        machine.Pass(TimeSpan.FromMinutes(1));
        numbers.Add((await hub.IssueAsync()).Ticket!.Ticket);
        await hub.WholeStateAsync();

        Assert.Empty(hub.Alerts.All);
        Assert.Equal(3, numbers.Select(ticket => ticket.Number).Distinct().Count());
        Assert.Equal([0, 1, 2], numbers.Select(ticket => (int)(ticket.IssuedAt - HallOnDisk.Morning).TotalMinutes));
        machine.Pass(TimeSpan.FromDays(1));
        Assert.Equal(numbers[0].BusinessDay.AddDays(1), (await hub.IssueAsync()).Ticket!.Ticket.BusinessDay);
    }

    [Fact]
    public async Task CorrectClock_StartedADayAhead_ReturnsAndGoesOn()
    {
        var machine = new HallClockTests.Machine(HallOnDisk.Morning);
        machine.Jump(TimeSpan.FromDays(1));
        await using var hub = HallOnDisk.Started(null, machine);
        var ahead = (await hub.IssueAsync()).Ticket!.Ticket;
        machine.Jump(TimeSpan.FromDays(-1));
        await hub.RestartAsync();
        await hub.IssueAsync();
        await hub.WholeStateAsync();
        Assert.Contains(hub.Alerts.All, alert => alert.Kind == "clock-jumped");

        await hub.Hall.ExecuteAsync(new CorrectClock(machine.GetUtcNow()), null, TestContext.Current.CancellationToken);
        machine.Pass(TimeSpan.FromMinutes(1));
        var right = (await hub.IssueAsync()).Ticket!.Ticket;
        await hub.WholeStateAsync();
        Assert.Empty(hub.Alerts.All);
        Assert.Equal(ahead.BusinessDay.AddDays(-1), right.BusinessDay);
        Assert.NotEqual(ahead.Number, right.Number);
        Assert.Equal(HallOnDisk.Morning.AddMinutes(1), right.IssuedAt);

        var before = await hub.WholeStateAsync();
        await hub.RestartAsync();
        Assert.Equal(before, await hub.WholeStateAsync());
        machine.Pass(TimeSpan.FromDays(1));
        Assert.Equal(ahead.BusinessDay, (await hub.IssueAsync()).Ticket!.Ticket.BusinessDay);
    }
}
