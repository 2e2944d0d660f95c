using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

public sealed partial class LoudspeakerTests
{
    [Fact]
    public void Condition_NobodyHeardForAMinute_IsSilentWithTheNumbersUntilOneIsHeard()
    {
        Call("A001");
        Pass(20);
        Call("A002");
        Pass(39.75);
        Assert.False(_loudspeaker.Condition.IsSilent);

        Pass(0.25);
        var silent = _loudspeaker.Condition;
        Assert.Equal((true, SilenceCause.Nobody, 2), (silent.IsSilent, silent.Cause, silent.Missed));
        Assert.Equal(["A001", "A002"], silent.Numbers);

        var page = Board();
        Call("A003");
        Assert.True(_loudspeaker.Condition.IsSilent, "A board that is open has not been heard yet.");
        page.Played();
        Assert.Equal((false, 0), (_loudspeaker.Condition.IsSilent, _loudspeaker.Condition.Missed));
    }

    [Fact]
    public void Condition_SomeCallsHeardWithinTheMinute_IsNotSilent()
    {
        Call("A001");
        Pass(40);
        Assert.Equal(1, _loudspeaker.Condition.Missed);
        var page = Board();
        Call("A002");
        page.Played();

        Pass(60);

        Assert.False(_loudspeaker.Condition.IsSilent);
    }

    [Theory]
    [InlineData(SoundAnswer.Blocked, SilenceCause.Refused)]
    [InlineData(SoundAnswer.Silent, SilenceCause.Failed)]
    public void Condition_ScreenThereThatDoesNotSound_SaysWhichWay(SoundAnswer answer, SilenceCause cause)
    {
        var screen = Board(isOwn: true, answers: null);
        screen.Always = answer;
        Call("A001");

        Pass(61);

        Assert.Equal((true, cause), (_loudspeaker.Condition.IsSilent, _loudspeaker.Condition.Cause));
    }

    [Fact]
    public void Condition_QuietHall_IsNotSilent()
    {
        Board();
        Pass(600);

        Assert.False(_loudspeaker.Condition.IsSilent);
    }
}
