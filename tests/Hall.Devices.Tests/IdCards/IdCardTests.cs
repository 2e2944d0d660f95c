using System.Buffers;
using System.Text;
using Hall.Devices.Emulation;
using Hall.Devices.Framing;
using Hall.Devices.IdCards;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.IdCards;

public sealed class IdCardTests
{
    /// <summary>The example of GB 11643, of nobody.</summary>
    private const string Number = "11010519491231002X";
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of the hall");
    private readonly List<FrameFault> _faults = [];

    [Fact]
    public void Commands_All_HaveThePublishedBytes() => Assert.Equal(
        ["00 03 20 01 22", "00 03 20 02 21", "00 03 30 01 32", "00 03 11 FF ED", "00 03 10 FF EC"],
        new[] { IdCardCommands.Find(), IdCardCommands.Select(), IdCardCommands.Read(), IdCardCommands.Status(), IdCardCommands.Reset() }
            .Select(bytes => Reading.Hex(bytes.AsSpan(5))));

    [Theory]
    [InlineData("00 08 00 00 9F 00 00 00 00 97", 0x9F)]
    [InlineData("00 04 00 00 80 84", 0x80)]
    [InlineData("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", 0x90)]
    public void Reader_PublishedAnswer_IsReadAtEveryCut(string hex, byte status)
    {
        var bytes = Reading.Bytes("AA AA AA 96 69 " + hex);
        for (var cut = 0; cut < bytes.Length; cut++)
        {
            var frame = Assert.Single(new IdCardReader().All([.. bytes[..cut], .. bytes], lineIdle: true), one => one.Status == status);
            Assert.Equal(0, frame.Number.Length);
        }
    }

    [Fact]
    public void Reader_Card_GivesTheNumberAndWipesTheLine()
    {
        var bytes = IdCardReaderEmulator.Content(Number);

        var frame = Assert.Single(new IdCardReader(_faults.Add).All(bytes));

        Assert.Equal(Number, Encoding.Unicode.GetString(frame.Number));
        Assert.All(bytes, value => Assert.Equal(0, value));
        frame.Wipe();
        Assert.All(frame.Number.ToArray(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Reader_AnySingleByteOfACardCorrupted_IsRefused()
    {
        for (var index = 0; index < IdCardReaderEmulator.Content(Number).Length; index += 7)
        {
            var bytes = IdCardReaderEmulator.Content(Number);
            bytes[index] ^= 0x5A;
            Assert.Empty(new IdCardReader(_faults.Add).All(bytes));
        }

        Assert.NotEmpty(_faults);
    }

    [Fact]
    public void Reader_CardBrokenOff_GivesNothingAndKeepsNothing()
    {
        var half = new ReadOnlySequence<byte>(IdCardReaderEmulator.Content(Number)[..600]);

        Assert.Empty(new IdCardReader().All(ref half, lineIdle: true));
        Assert.True(half.IsEmpty);
    }

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows() => new IdCardReader().StandsNoise(1295, 0xAA, 0x96, 0x69, 0x00);

    [Fact]
    public void Hash_SameNumber_IsTheSameWithTheSameKeyOnly()
    {
        Assert.Equal(IdCardHash.Of(Number, Key), IdCardHash.Of("11010519491231002x", Key));
        Assert.NotEqual(IdCardHash.Of(Number, Key), IdCardHash.Of(Number, Encoding.ASCII.GetBytes("a key of another hall")));
        Assert.Equal(64, IdCardHash.Of(Number, Key)!.Length);
    }

    [Theory]
    [InlineData("110105194912310021")]
    [InlineData("1101051949123100")]
    [InlineData("A1010519491231002X")]
    [InlineData("")]
    public void Hash_NoResidentsNumber_IsNone(string number) => Assert.Null(IdCardHash.Of(number, Key));

    [Fact]
    public async Task Desk_CardLaidOn_IsReportedOnceAsItsMarkAndNeverLogged()
    {
        var (log, frames) = (new Lines(), new FrameLog(TimeProvider.System));
        var cards = new System.Collections.Concurrent.ConcurrentQueue<CardReading>();
        var time = new FakeTimeProvider();
        var link = new MemoryLink("reader");
        var reader = new IdCardReaderEmulator(TimeProvider.System) { Card = Number };
        // The test's clock runs faster than a busy machine answers, so an answer may take long here.
        var poller = new IdCardPoller(new IdCardPollerConfig("kiosk 1") { AnswerWithin = TimeSpan.FromSeconds(60) }, Key, cards.Enqueue,
            time, log, frames);
        await using var hub = new Hosted(link, poller.RunAsync, time);
        await using var far = new Hosted(new FarEnd(link), reader.RunAsync);

        await Eventually.Holds(time, TimeSpan.FromMilliseconds(20), () => poller.State == IdCardReaderState.Read, "the card is read");
        reader.PullsWhileReading = true;
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(500), () => poller.State == IdCardReaderState.Unreadable,
            "the pulled card is noticed");
        reader.IsMute = true;
        await Eventually.Holds(time, TimeSpan.FromSeconds(1), () => poller.State == IdCardReaderState.Silent, "the mute reader is noticed");
        (reader.IsMute, reader.PullsWhileReading, reader.Card) = (false, false, null);
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(20), () => poller.State == IdCardReaderState.Waiting, "the reader is back");
        reader.Card = "12345678901234567X";
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(20), () => cards.Any(card => card.Sign == CardSign.Unknown),
            "a card without a number");

        var mark = Assert.Single(cards, card => card.Sign == CardSign.Read).Mark;
        Assert.Equal(IdCardHash.Of(Number, Key), mark);
        Assert.Equal([CardSign.Reading, CardSign.Read, CardSign.Pulled, CardSign.Reading, CardSign.Unknown],
            cards.Select(card => card.Sign).Where((sign, at) => at < 3 || sign != CardSign.Pulled));
        Assert.DoesNotContain(mark, string.Join(' ', cards), StringComparison.Ordinal);
        Assert.NotEmpty(log.Written);
        Assert.DoesNotContain(log.Written,
            line => line.Contains(Number[..6], StringComparison.Ordinal) || line.Contains(mark, StringComparison.Ordinal));
        Assert.Contains(frames.Last, note => note.Meaning.StartsWith("a card", StringComparison.Ordinal));
        Assert.DoesNotContain(frames.Last, note => !note.IsSent && note.Bytes.Length > 0);
    }

    [Fact]
    public async Task Desk_KeyNotKnown_SeesCardsAndReadsNone()
    {
        var time = new FakeTimeProvider();
        var link = new MemoryLink("reader");
        var reader = new IdCardReaderEmulator(TimeProvider.System) { Card = Number };
        var poller = new IdCardPoller(new IdCardPollerConfig("kiosk 1"), ReadOnlyMemory<byte>.Empty, card => Assert.Fail($"{card}"), time,
            new Lines());
        await using var hub = new Hosted(link, poller.RunAsync, time);
        await using var far = new Hosted(new FarEnd(link), reader.RunAsync);

        await Eventually.Holds(time, TimeSpan.FromMilliseconds(20), () => poller.Counts.Frames > 3, "it is asked again and again");

        Assert.Equal(IdCardReaderState.Waiting, poller.State);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Written.Add(formatter(state, exception));
    }
}
