using Hall.Devices.EscPos;
using Hall.Devices.Slips;
using Hall.Devices.Tests.Support;
using Hall.Devices.Texts;

namespace Hall.Devices.Tests.EscPos;

public sealed class EscPosBytesTests
{
    private static string Hex(Func<EscPosWriter, EscPosWriter> write) =>
        Reading.Hex(write(new EscPosWriter(new CodePageText("GB18030"))).ToBytes());

    [Fact]
    public void Writer_EachCommand_HasThePublishedBytes()
    {
        Assert.Equal("1B 40 1C 26", Hex(writer => writer.Start()));
        Assert.Equal("1B 61 01", Hex(writer => writer.Align(SlipAlign.Centre)));
        Assert.Equal("1D 21 44", Hex(writer => writer.Size(5)));
        Assert.Equal("1D 56 42 00", Hex(writer => writer.Cut()));
        Assert.Equal("41 30 31 32 0A", Hex(writer => writer.Line("A012")));
        Assert.Equal("D6 D0 0A", Hex(writer => writer.Line("中")));
        Assert.Equal("10 04 04", Reading.Hex(EscPosWriter.AskNow(4)));
    }

    [Fact]
    public void Writer_QrCode_CountsItsBytesAndThree() => Assert.Equal(
        "1D 28 6B 04 00 31 41 32 00 1D 28 6B 03 00 31 43 06 1D 28 6B 03 00 31 45 31 1D 28 6B 05 00 31 50 30 68 69 1D 28 6B 03 00 31 51 30",
        Hex(writer => writer.Qr("hi", 6)));

    [Fact]
    public void Text_ControlCharacters_BecomeSpaces() =>
        Assert.Equal("20 40 78 20 20 20 56 42 0A", Hex(writer => writer.Line("\u001B@x\n\r\u001DVB")));

    [Theory]
    [InlineData("GBK", "😀")]
    [InlineData("GB18030", "😀")]
    [InlineData("GB18030", "𠮷")]
    [InlineData("GB2312", "龘")]
    [InlineData("GBK", "ก")]
    public void Text_CharacterTheCodePageLacks_IsMarkedAndNamed(string codePage, string character)
    {
        var lacking = new List<string>();

        Assert.Equal("A1 FE", Reading.Hex(new CodePageText(codePage).ToBytes(character, lacking)));
        Assert.Equal([character], lacking);
    }

    [Theory]
    [InlineData("GB18030", "¥100", "￥100")]
    [InlineData("GBK", "£5 €5", "￡5 EUR5")]
    [InlineData("GBK", "Ålesund, Łódź, Straße", "Alesund, Lódz, Strasse")]
    [InlineData("GB2312", "ế ½ ™ ﬁ", "e 1/2 TM fi")]
    [InlineData("GBK", "✓ 50\u00A0m²", "√ 50 m2")]
    [InlineData("GBK", "a\u200B\u200Db\uFE0F", "ab")]
    [InlineData("GBK", "é ü", "é ü")]
    public void Text_CharacterThatHasANearOne_IsWrittenWithThat(string codePage, string text, string shown)
    {
        var lacking = new List<string>();
        var page = new CodePageText(codePage);

        Assert.Equal(shown, page.ToText(page.ToBytes(text, lacking)));
        Assert.Empty(lacking);
    }

    [Fact]
    public void Text_FourByteCharacterAndAFontThatHasIt_StaysItself()
    {
        var text = new CodePageText("GB18030", hasFourBytes: true);

        Assert.Equal("𠮷", text.ToText(text.ToBytes("𠮷")));
    }

    [Fact]
    public void Text_BrokenSurrogates_DoNotThrow() => Assert.NotEmpty(new CodePageText("GB18030").ToBytes("a\uD800b\uDC00"));

    [Fact]
    public void Text_AnyString_GivesNoControlBytes() => CsCheck.Check.Sample(
        CsCheck.Gen.String, sample => !new CodePageText("GBK").ToBytes(sample).Any(value => value is < 0x20 or 0x7F));

    [Fact]
    public void Reader_AnswersOfBothKinds_AreTold()
    {
        Assert.Equal(
            [new EscPosReply(EscPosReplyKind.Now, 0x12), new EscPosReply(EscPosReplyKind.InTurn, 0x00),
                new EscPosReply(EscPosReplyKind.Now, 0x72)],
            new EscPosReplyReader().All([0x12, 0xFF, 0x00, 0x80, 0x72], lineIdle: false));
    }

    [Fact]
    public void Reader_RandomBytes_NeverThrows() => new EscPosReplyReader().StandsNoise(4);

    [Theory]
    [InlineData(0x12, 0x12, 0x12, 0x12, "")]
    [InlineData(0x1A, 0x16, 0x12, 0x12, "cover")]
    [InlineData(0x1A, 0x32, 0x12, 0x72, "paper")]
    [InlineData(0x1A, 0x12, 0x1A, 0x12, "fault")]
    [InlineData(0x1A, 0x12, 0x12, 0x12, "offline")]
    [InlineData(0x12, 0x12, 0x12, 0x1E, "")]
    public void Status_Answers_SayWhatIsWrong(byte printer, byte offline, byte error, byte paper, string word)
    {
        var status = PrinterStatus.Of(printer, offline, error, paper);

        Assert.Contains(word, status.Reason, StringComparison.Ordinal);
        Assert.Equal(word.Length == 0, status.IsReady);
    }

    [Fact]
    public void Picture_PortableBitmap_IsRead()
    {
        var picture = SlipPicture.FromPbm((byte[])[.. "P4\n# a logo\n9 2\n"u8, 0xFF, 0x80, 0x01, 0x00]);

        Assert.Equal((9, 2, 2), (picture.Width, picture.Height, picture.RowBytes));
        Assert.Equal("1D 76 30 00 02 00 02 00 FF 80 01 00", Hex(writer => writer.Picture(picture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P4")]
    [InlineData("P5\n1 1\nx")]
    [InlineData("P4\n9999 2\n")]
    [InlineData("P4\n16 2\nxxx")]
    public void Picture_FaultyFile_IsRefusedInWords(string file) =>
        Assert.Throws<FormatException>(() => SlipPicture.FromPbm(System.Text.Encoding.ASCII.GetBytes(file)));
}
