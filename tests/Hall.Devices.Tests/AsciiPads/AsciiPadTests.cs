using Hall.Devices.AsciiPads;
using Hall.Devices.Emulation;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.AsciiPads;

public sealed class AsciiPadTests
{
    [Fact]
    public void Reader_Answer_HoldsAtEveryCut() => new AsciiPadReader().HoldsAtEveryCut("SE203"u8.ToArray(), new AsciiPadResult('3'));

    [Theory]
    [InlineData("SESE203")]
    [InlineData("\r\nSE20SE203\r\n")]
    [InlineData("SE10SE203")]
    [InlineData("SE20\u0001SE203")]
    public void Reader_NoiseAndHalves_FindTheAnswer(string text) =>
        Assert.Contains(new AsciiPadResult('3'), new AsciiPadReader().All(System.Text.Encoding.Latin1.GetBytes(text)));

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows() => new AsciiPadReader().StandsNoise(5, "SE20"u8.ToArray());

    [Fact]
    public async Task Pad_Asked_AnswersAndUnknownResultsAreNoRating()
    {
        var link = new MemoryLink("pad");
        var book = new PressBook();
        var forwarder = new PressForwarder(book.OnPressAsync, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var carrying = forwarder.RunAsync(stop.Token);
        using var device = new FrameEmulator<AsciiPadResult>(new AsciiPadReader(), _ => null, TimeProvider.System);
        using var pad = new AsciiPad(new AsciiPadConfig("A-01"), forwarder, TimeProvider.System);
        Assert.False(await pad.AskAsync(CancellationToken.None));
        await using var hub = new Hosted(link, pad.RunAsync);
        await using var far = new Hosted(new FarEnd(link), device.RunAsync);
        await hub.UpAsync();
        await far.UpAsync();

        Assert.True(await pad.AskAsync(CancellationToken.None));
        await device.SendAsync("SE209SE202"u8.ToArray(), CancellationToken.None);
        await Eventually.Holds(() => book.Presses.Count == 1, "the rating arrives");

        Assert.Equal(PadLevel.Satisfied, Assert.IsType<RatingPressed>(book.Presses[0]).Level);
        await stop.CancelAsync();
        await carrying.Soon();
    }
}
