using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Snapshots;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Engine;

/// <summary>A bad hour does not hide behind a quiet morning, and whoever waits too long has missed the target, called or not.</summary>
public sealed class HourFiguresTests
{
    private readonly GivenHall _hall = new GivenHall().Open("1", "3");

    [Fact]
    public void Answer_ACallOfTwoHoursAgo_CountsForTheDayAndNotForTheHour()
    {
        _hall.Issue("A01");
        _hall.Call();
        _hall.After(7_200).Issue("A01");
        _hall.Issue("B01");
        _hall.Call("3");

        var hour = new HourFiguresQuery(TimeSpan.FromHours(1)).Answer(_hall.State, _hall.Now);
        Assert.Equal((2, 1, 1), (hour.All.Issued, hour.All.Called, hour.All.CalledInTarget));
        Assert.Equal((0, 1), (hour.Zones[new("A")].Called, hour.Zones[new("B")].Called));
        Assert.Equal((3, 2), (_hall.Today.Issued, _hall.Today.Called));
    }

    [Fact]
    public void Snapshot_WaitsBeyondTheTarget_AreCountedBeforeAnybodyCallsThem()
    {
        var target = _hall.State.Plan.Rules.TargetMinutes;
        _hall.Issue("A01");
        _hall.Issue("A01");
        _hall.After(60).Issue("A01");
        Assert.Equal(0, SnapshotBuilder.Build(_hall.State, _hall.Now).WaitingBeyondTarget);

        _hall.After((target * 60) - 30);
        var snapshot = SnapshotBuilder.Build(_hall.State, _hall.Now);
        Assert.Equal(2, snapshot.WaitingBeyondTarget);
        Assert.Equal(2, snapshot.Zone(new("A"))!.BeyondTarget);
    }

    [Theory]
    [InlineData(950, 1_000, 954, 1_000, false)]
    [InlineData(9_500, 10_000, 9_640, 10_000, true)]
    [InlineData(1, 1, 90, 100, false)]
    [InlineData(5, 5, 0, 0, false)]
    public void DiffersFrom_WithinTheErrorOfBoth_IsNoDifference(int bad, int of, int before, int ofBefore, bool differs)
    {
        Assert.Equal(differs, new Share(bad, of).DiffersFrom(new(before, ofBefore)));
        Assert.Equal(differs, new Share(before, ofBefore).DiffersFrom(new(bad, of)));
    }
}
