using System.Diagnostics;
using Hall.Devices.Emulation;
using Hall.Devices.KeyboardPads;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.KeyboardPads;

public sealed class KeyboardPadTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, 500, TimeSpan.Zero);
    private readonly PressBook _book = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly PressForwarder _forwarder;
    private readonly Task _carrying;

    public KeyboardPadTests()
    {
        _forwarder = new PressForwarder(_book.OnPressAsync, TimeProvider.System, NullLogger.Instance);
        _carrying = _forwarder.RunAsync(_stop.Token);
    }

    [Theory]
    [InlineData(2, '1')]
    [InlineData(11, '0')]
    [InlineData(79, '1')]
    [InlineData(82, '0')]
    [InlineData(71, '7')]
    [InlineData(30, 'a')]
    [InlineData(50, 'm')]
    [InlineData(28, '\n')]
    [InlineData(96, '\n')]
    [InlineData(1, '\0')]
    [InlineData(600, '\0')]
    public void OfLinux_Code_IsTheCharacter(ushort code, char expected) => Assert.Equal(expected, KeyNames.OfLinux(code));

    [Theory]
    [InlineData(0x1E, '1')]
    [InlineData(0x27, '0')]
    [InlineData(0x59, '1')]
    [InlineData(0x62, '0')]
    [InlineData(0x04, 'a')]
    [InlineData(0xE0, '\0')]
    public void OfHid_Usage_IsTheCharacter(byte usage, char expected) => Assert.Equal(expected, KeyNames.OfHid(usage));

    [Fact]
    public void EventReader_Record_HoldsAtEveryCut() =>
        new InputEventReader().HoldsAtEveryCut(KeystrokeRecords.Record(1, 3, 1, Noon), new InputEvent(1, 3, 1));

    [Fact]
    public void EventReader_LostBytes_FindsTheNextRecords()
    {
        byte[] bytes =
            [.. KeystrokeRecords.Record(1, 3, 1, Noon).AsSpan(7), .. KeystrokeRecords.Press(4, Noon), .. KeystrokeRecords.Press(5, Noon)];

        Assert.Contains(new InputEvent(1, 5, 1), new InputEventReader().All(bytes));
    }

    [Fact]
    public void Readers_RandomBytes_NeverThrowAndNeverGrow()
    {
        new InputEventReader().StandsNoise(InputEventReader.Length, 0);
        new HidReportReader().StandsNoise(HidReportReader.Length, 0);
    }

    [Fact]
    public void HidReader_Report_HoldsAtEveryCut() =>
        new HidReportReader().HoldsAtEveryCut(Reading.Bytes("00 00 1E 00 00 00 00 00"), new HidReport(0x1E));

    [Fact]
    public async Task Pad_EventsFromAFifo_BecomeRatings()
    {
        var folder = Directory.CreateTempSubdirectory("hall-keys-");
        var path = Path.Combine(folder.FullName, "event");
        using (var made = Process.Start("mkfifo", path))
        {
            await made.WaitForExitAsync(CancellationToken.None).Soon();
        }

        var pad = new KeyboardPad(new KeyboardPadConfig("A-01"), _forwarder, TimeProvider.System);
        var refusals = new List<string>();
        await using (var hub = new Hosted(new FileLink(path, FileUse.Read, grab: true, refusals.Add), pad.RunAsync))
        {
            await hub.UpAsync();
            await using var keys = new FileStream(path, FileMode.Open, FileAccess.Write);
            await keys.WriteAsync(
                (byte[])[.. KeystrokeRecords.Press(3, Noon), .. KeystrokeRecords.Press(3, Noon), .. KeystrokeRecords.Press(44, Noon),
                .. KeystrokeRecords.Press(79, Noon)], CancellationToken.None);
            await keys.FlushAsync(CancellationToken.None);
            await Eventually.Holds(() => _book.Presses.Count == 2, "the ratings arrive");
        }

        Assert.Equal([PadLevel.Satisfied, PadLevel.VerySatisfied], _book.Presses.Cast<RatingPressed>().Select(press => press.Level));
        Assert.Single(refusals);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Pad_HidReports_CountNewKeysOnly()
    {
        var link = new MemoryLink("hid");
        var pad = new KeyboardPad(new KeyboardPadConfig("A-01") { Source = KeyboardPadSource.HidReports }, _forwarder, TimeProvider.System);
        await using var hub = new Hosted(link, pad.RunAsync);
        var far = await link.AcceptAsync(CancellationToken.None);

        await far.Output.WriteAsync(
            Reading.Bytes("00 00 1E 00 00 00 00 00 00 00 1E 21 00 00 00 00 00 00 21 00 00 00 00 00 00 00 00 00 00 00 00 00"),
            CancellationToken.None);
        await Eventually.Holds(() => _book.Presses.Count == 2, "the ratings arrive");

        Assert.Equal([PadLevel.VerySatisfied, PadLevel.Dissatisfied], _book.Presses.Cast<RatingPressed>().Select(press => press.Level));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _carrying.Soon();
        _stop.Dispose();
    }
}
