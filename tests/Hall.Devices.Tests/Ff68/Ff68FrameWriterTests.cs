using Hall.Devices.Ff68;

namespace Hall.Devices.Tests.Ff68;

public sealed class Ff68FrameWriterTests
{
    public static TheoryData<Ff68Command, string> Examples => new()
    {
        { new ShowTicket(23, null), Vectors.ShowTicket023 },
        { ShowTicket.Of("A023", null), Vectors.ShowTicket023 },
        { new SoundBeep(), Vectors.Beep },
        { new StartEvaluation(), Vectors.StartEvaluation },
        { new ShowStars(5), Vectors.FiveStars },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Command_Example_GivesItsBytes(Ff68Command command, string hex) =>
        Assert.Equal(hex, Vectors.Hex(Ff68FrameWriter.ToBytes(Ff68FrameWriter.Command(1, command))));

    [Theory]
    [InlineData("A012", 7, "02 00 00 07 00 01 02")]
    [InlineData("A1012", 1234, "02 09 09 09 00 01 02")]
    [InlineData("VIP", 0, "02 00 00 00 0A 0A 0A")]
    [InlineData("B99999999999", null, "02 0A 0A 0A 09 09 09")]
    public void Command_TicketOfAnyLength_ShowsThreeDigits(string number, int? waiting, string payload) =>
        Assert.Equal(payload, Vectors.Hex(Ff68FrameWriter.Command(1, ShowTicket.Of(number, waiting)).Payload));

    [Fact]
    public void Command_TenStarsOrNegativeCount_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Ff68FrameWriter.Command(1, new ShowStars(10)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ff68FrameWriter.Command(1, new ShowTicket(-1, 0)));
    }

    [Fact]
    public void Acknowledgement_Rating_IsTheProtocolsExample() =>
        Assert.Equal(
            Vectors.AcknowledgeTwo,
            Vectors.Hex(Ff68FrameWriter.ToBytes(Ff68FrameWriter.Acknowledgement(Vectors.Frame(Vectors.RatingTwo)))));

    [Theory]
    [InlineData(Vectors.KeyCall)]
    [InlineData(Vectors.KeyFunction12)]
    [InlineData("FF 68 02 02 68 01 11 12 16")]
    public void Acknowledgement_Key_IsItsOwnFrame(string hex) =>
        Assert.Equal(Vectors.Frame(hex), Ff68FrameWriter.Acknowledgement(Vectors.Frame(hex)));
}
