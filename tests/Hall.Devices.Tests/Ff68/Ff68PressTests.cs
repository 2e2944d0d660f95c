using Hall.Devices.Ff68;
using Hall.Devices.Presses;

namespace Hall.Devices.Tests.Ff68;

public sealed class Ff68PressTests
{
    [Theory]
    [InlineData("0A", PadKey.Start, "")]
    [InlineData("0B", PadKey.Evaluate, "")]
    [InlineData("0C", PadKey.Call, "")]
    [InlineData("0D", PadKey.Recall, "")]
    [InlineData("0E", PadKey.Cancel, "")]
    [InlineData("03 0F", PadKey.Function, "3")]
    [InlineData("11", PadKey.OneMetreLine, "")]
    [InlineData("01 11", PadKey.OneMetreLine, "1")]
    [InlineData("12", PadKey.Pause, "")]
    [InlineData("01 05 13", PadKey.Transfer, "15")]
    public void Read_Key_GivesMeaningAndDigits(string payload, PadKey key, string digits)
    {
        var press = Read(payload, new Ff68Map());

        Assert.NotNull(press);
        Assert.False(press.IsRatingPress);
        Assert.Equal((key, digits), (press.Key, press.Digits));
    }

    [Theory]
    [InlineData(Ff68Family.OneToFour, 1, PadLevel.VerySatisfied)]
    [InlineData(Ff68Family.OneToFour, 4, PadLevel.Dissatisfied)]
    [InlineData(Ff68Family.OneToFour, 0, null)]
    [InlineData(Ff68Family.ZeroToThree, 0, PadLevel.Default)]
    [InlineData(Ff68Family.ZeroToThree, 3, PadLevel.Dissatisfied)]
    [InlineData(Ff68Family.ZeroToThree, 4, null)]
    public void Read_Rating_GivesTheFamilysLevel(Ff68Family family, byte value, PadLevel? level)
    {
        var press = Ff68Press.Read(new Ff68Frame(1, [0x11, value]), Ff68Map.Of(family));

        Assert.NotNull(press);
        Assert.True(press.IsRatingPress);
        Assert.Equal((value, level), (press.Value, press.Level));
    }

    [Fact]
    public void Read_FunctionWithMappedDigits_GivesTheFunction()
    {
        var map = new Ff68Map { Functions = new Dictionary<string, PadKey> { ["2"] = PadKey.Hold } };

        Assert.Equal(PadKey.Hold, Read("02 0F", map)?.Key);
        Assert.Equal(PadKey.Function, Read("03 0F", map)?.Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("01 02")]
    [InlineData("03")]
    [InlineData("0C 0C")]
    [InlineData("02 0A 0A 0A 00 02 03")]
    public void Read_FrameThatIsNoPress_GivesNothing(string payload) => Assert.Null(Read(payload, new Ff68Map()));

    private static Ff68Press? Read(string payload, Ff68Map map) => Ff68Press.Read(new Ff68Frame(1, Vectors.Bytes(payload)), map);
}
