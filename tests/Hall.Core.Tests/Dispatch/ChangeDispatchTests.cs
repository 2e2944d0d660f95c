using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Dispatch;

public sealed class ChangeDispatchTests
{
    private readonly GivenHall _hall = new GivenHall().Open("1", "2");

    [Fact]
    public void ChangeDispatch_WhileRunning_TakesEffectAtTheNextCall()
    {
        var regular = _hall.Issue("A01");
        var elderly = _hall.After(60).Issue("A01", "elderly");
        _hall.After(30);
        var changed = _hall.Event<DispatchChanged>(
            new ChangeDispatch(new() { Classes = [new(new("elderly"), 20)], WaitCapMinutes = 30 }, "chief"));

        Assert.Equal("chief", changed.By);
        Assert.Equal((20.0, 30), (_hall.State.Plan.Priorities[new("elderly")].Factor, _hall.State.Plan.Rules.WaitCapMinutes));
        Assert.Equal([elderly, regular], [_hall.Serve(), _hall.Serve()]);
        _hall.Restart();
        Assert.Equal(30, _hall.State.Plan.Rules.WaitCapMinutes);
    }

    [Fact]
    public void ChangeDispatch_EverySetting_IsThere()
    {
        _hall.Do(new ChangeDispatch(new()
        {
            DispatchMode = DispatchMode.HallGives, RestSeconds = 20, WaitCapMinutes = 45, MostPriorityInRow = 3, ShortServiceWeight = 0.5,
            ReserveSpecialCounters = false,
            ReserveThresholdMinutes = 7, Help = new(12, 4, 2),
            Counters = [new(new("1"), null, ["B/general"]), new(new("3"), ["B01", "B02", "A01"])],
        }));
        var rules = _hall.State.Plan.Rules;

        Assert.Equal((DispatchMode.HallGives, 20, 45, 3, 0.5),
            (rules.DispatchMode, rules.RestSeconds, rules.WaitCapMinutes, rules.MostPriorityInRow, rules.ShortServiceWeight));
        Assert.Equal((false, 7, new HelpRules(12, 4, 2)), (rules.ReserveSpecialCounters, rules.ReserveThresholdMinutes, rules.Help));
        Assert.True(_hall.State.Plan.MayServe(new("3"), new("A01")));
        Assert.Equal(2, _hall.State.Plan.HelpsOf(new("1")).Count);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(100, null)]
    [InlineData(null, 4000)]
    public void ChangeDispatch_AClassWouldStarve_IsRefusedWithTheReason(int? factor, int? credit)
    {
        var change = new ChangeDispatch(new() { Classes = [new(new("disabled"), factor, credit)] });

        Assert.Equal(RejectionCode.WouldStarve, _hall.Forbidden(change));
        Assert.Contains("Class ", _hall.When(change).Rejection!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeDispatch_AServiceWouldHaveNoCounter_IsRefused()
    {
        var change = new ChangeDispatch(new() { Counters = [new(new("2"), ["general"]), new(new("5"), ["general"])] });

        Assert.Equal(RejectionCode.WouldStarve, _hall.Forbidden(change));
        Assert.Contains("Service A02 would starve", _hall.When(change).Rejection!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeDispatch_NonsenseOrUnknown_IsForbidden()
    {
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ChangeDispatch(new() { RestSeconds = -1 })));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ChangeDispatch(new() { Help = new(15, 20) })));
        Assert.Equal(
            RejectionCode.Malformed, _hall.Forbidden(new ChangeDispatch(new() { Counters = [new(new("1"), null, ["Z/general"])] })));
        Assert.Equal(RejectionCode.UnknownPriority, _hall.Forbidden(new ChangeDispatch(new() { Classes = [new(new("vip"), 2)] })));
        Assert.Equal(RejectionCode.UnknownCounter, _hall.Forbidden(new ChangeDispatch(new() { Counters = [new(new("99"))] })));
    }
}
