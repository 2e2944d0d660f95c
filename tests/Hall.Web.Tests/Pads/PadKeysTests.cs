using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Ff68;
using Hall.Devices.Presses;
using Hall.Devices.QSystem;
using Hall.Hub.Devices;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Pads;

/// <summary>Every key in every state of its counter: what it does, or why not, and that it can be seen.</summary>
public sealed class PadKeysTests
{
    // What is noted of a press of the key at counter 1 while it is closed; idle and nobody waits; idle and A001 waits; A001 is called.
    private const string Before = """
                        | closed           | nobody            | waiting           | calling
        Call            | counter-closed   | nobody-waits      | ticket-called     | ticket-recalled
        1 Call          | counter-closed   | unknown-ticket    | ticket-called     | counter-busy
        9999999999 Call | no-such-number   | no-such-number    | no-such-number    | no-such-number
        Recall          | counter-closed   | no-current-ticket | no-current-ticket | ticket-recalled
        Start           | counter-closed   | no-current-ticket | no-current-ticket | service-started
        Evaluate        | counter-closed   | no-current-ticket | no-current-ticket | not-started
        Finish          | counter-closed   | no-current-ticket | no-current-ticket | ticket-no-show
        Forward         | no-target        | no-target         | no-target         | no-target
        2 Forward       | counter-closed   | no-current-ticket | no-current-ticket | ticket-transferred
        Transfer        | no-target        | no-target         | no-target         | no-target
        2 Transfer      | counter-closed   | no-current-ticket | no-current-ticket | ticket-transferred
        77 Transfer     | counter-closed   | no-current-ticket | no-current-ticket | unknown-counter
        Cancel          | nothing-to-undo  | nothing-to-undo   | nothing-to-undo   | action-undone
        GiveUp          | counter-closed   | no-current-ticket | no-current-ticket | ticket-no-show
        Hold            | counter-closed   | no-current-ticket | no-current-ticket | ticket-held
        CallBack        | nothing-held     | nothing-held      | nothing-held      | nothing-held
        Pause           | counter-closed   | counter-paused    | counter-paused    | counter-busy
        OneMetreLine    | one-metre-line   | one-metre-line    | one-metre-line    | one-metre-line
        Function        | no-such-function | no-such-function  | no-such-function  | no-such-function
        """;

    // While A001 is served; A001 is served and has another matter; it is paused; it is idle and A001 is held there.
    private const string Later = """
                        | serving            | more               | paused            | held
        Call            | counter-busy       | counter-busy       | counter-paused    | nobody-waits
        1 Call          | counter-busy       | counter-busy       | counter-paused    | not-waiting
        9999999999 Call | no-such-number     | no-such-number     | no-such-number    | no-such-number
        Recall          | already-started    | already-started    | no-current-ticket | no-current-ticket
        Start           | already-started    | already-started    | no-current-ticket | no-current-ticket
        Evaluate        | service-completed  | service-completed  | no-current-ticket | no-current-ticket
        Finish          | service-completed  | service-completed  | no-current-ticket | no-current-ticket
        Forward         | no-target          | service-completed  | no-target         | no-target
        2 Forward       | ticket-transferred | ticket-transferred | no-current-ticket | no-current-ticket
        Transfer        | no-target          | no-target          | no-target         | no-target
        2 Transfer      | ticket-transferred | ticket-transferred | no-current-ticket | no-current-ticket
        77 Transfer     | unknown-counter    | unknown-counter    | no-current-ticket | no-current-ticket
        Cancel          | action-undone      | action-undone      | action-undone     | action-undone
        GiveUp          | already-started    | already-started    | no-current-ticket | no-current-ticket
        Hold            | ticket-held        | ticket-held        | no-current-ticket | no-current-ticket
        CallBack        | nothing-held       | nothing-held       | nothing-held      | ticket-returned
        Pause           | counter-busy       | counter-busy       | counter-resumed   | counter-paused
        OneMetreLine    | one-metre-line     | one-metre-line     | one-metre-line    | one-metre-line
        Function        | no-such-function   | no-such-function   | no-such-function  | no-such-function
        """;

    private static readonly CounterId One = new("1");

    public static TheoryData<string, string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, string>();
            foreach (var table in new[] { Before, Later }.Select(RowsOf))
            {
                foreach (var row in table.Skip(1))
                {
                    table[0].Zip(row).Skip(1).ToList().ForEach(cell => cells.Add(row[0], cell.First, cell.Second));
                }
            }

            return cells;
        }
    }

    private static List<string[]> RowsOf(string table) =>
        [.. table.Split('\n').Select(line => line.Split('|', StringSplitOptions.TrimEntries))];

    [Fact]
    public void Table_OfThisTest_HasEveryKey() => Assert.Equal(
        Enum.GetNames<PadKey>().Order(StringComparer.Ordinal),
        Cells.Select(cell => cell.Data.Item1.Split(' ')[^1]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cells))]
    public void Key_InAState_DoesWhatTheTableSaysAndSaysSo(string key, string state, string noted)
    {
        var hall = HallIn(state);
        var log = new PressLog(TimeProvider.System);
        var typed = key.Split(' ');
        var press = new KeyPressed(Guid.NewGuid(), "1", 1, default, Enum.Parse<PadKey>(typed[^1]), typed.Length > 1 ? typed[0] : "");
        var before = hall.Snapshot.Version;

        var meaning = PadTranslation.MeaningOf(press, hall.Snapshot.Counter(One)!, hall.Snapshot.Held);
        if (meaning.Command is { } command)
        {
            log.Note(hall.Id, press, hall.Carry(command));
        }
        else
        {
            log.Note(hall.Id, press, meaning.Reason);
        }

        var note = Assert.Single(log.Of(hall.Id, One));
        Assert.Equal(noted, note.Code);
        Assert.Equal(note.Done, hall.Snapshot.Version > before);
        foreach (var language in new[] { Words.Chinese, Words.English })
        {
            var (pressed, said) = (PressWords.KeyOf(note, Words.For(language)), PressWords.ResultOf(note, Words.For(language)));
            Assert.NotEqual(note.Code, said);
            Assert.Equal(language == Words.Chinese, (pressed + said).Any(sign => sign > 0x2E80));
            Assert.DoesNotContain("{0}", said, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(PadKey.GiveUp)]
    [InlineData(PadKey.Finish)]
    public void Sure_NoShowBeforeItsTime_NeedsTheKeyTwice(PadKey key)
    {
        var (hall, time) = (HallIn("calling"), new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UnixEpoch));
        var log = new PressLog(time);
        var press = new KeyPressed(Guid.NewGuid(), "1", 1, default, key, "");
        PadMeaning Again() => PadKeys.Sure(
            PadTranslation.MeaningOf(press, hall.Snapshot.Counter(One)!, hall.Snapshot.Held), hall.Snapshot, One, log);

        Assert.Equal(PadReason.NoShowTooSoon, Again().Reason);
        log.Note(hall.Id, press, PadReason.NoShowTooSoon);
        Assert.IsType<MarkNoShow>(Again().Command);
        time.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(PadReason.NoShowTooSoon, Again().Reason);
    }

    [Fact]
    public void Reason_OfEveryKind_HasItsSentenceInBothLanguages() => Assert.All(PadReason.All, reason =>
    {
        Assert.NotNull(Words.For(Words.Chinese).Find($"manager.press.why.{reason}"));
        Assert.NotNull(Words.For(Words.English).Find($"manager.press.why.{reason}"));
    });

    [Fact]
    public void Keys_OfEveryDevice_AreInTheTable()
    {
        Assert.Equal(["Call", "Finish", "Forward", "Start"],
            new QSystemConfig("", new Dictionary<byte, string>()).Keys.Values.Select(key => $"{key}").Order(StringComparer.Ordinal));
        Assert.Equal([PadKey.Start, PadKey.Evaluate, PadKey.Call, PadKey.Recall, PadKey.Cancel, PadKey.Function, PadKey.OneMetreLine,
            PadKey.Pause, PadKey.Transfer],
            new Ff68Map().Keys.OrderBy(key => key.Key).Select(key => key.Value));
    }

    // The four buttons as protocols have them: 31 call or recall, 32 start, 33 finish and forward, 34 finish, or a no-show while called.
    [Theory]
    [InlineData("")]
    [InlineData("31=call 32=start 33=forward 34=evaluate")]
    public async Task Buttons_OfQSystem_DoWhatTheirProtocolSays(string keys)
    {
        await using var hall = await ButtonsAsync(keys);

        await hall.PressAsync(0x31, "ticket-called");
        await hall.PressAsync(0x31, "ticket-recalled");
        await hall.PressAsync(0x34, PadReason.NoShowTooSoon);
        await hall.PressAsync(0x34, "ticket-no-show");
        await hall.PressAsync(0x34, "no-current-ticket");
        await hall.PressAsync(0x31, "ticket-called");
        await hall.PressAsync(0x32, "service-started");
        await hall.PressAsync(0x33, "no-target");
        await hall.PressAsync(0x34, "service-completed");
        await hall.PressAsync(0x31, "nobody-waits");
    }

    [Fact]
    public async Task Buttons_WithACounterToForwardTo_SendOn()
    {
        await using var hall = await ButtonsAsync("", forwardTo: "2");
        await hall.PressAsync(0x31, "ticket-called");
        await hall.PressAsync(0x32, "service-started");

        await hall.PressAsync(0x33, "ticket-transferred");

        Assert.Equal(1, hall.Hall.Snapshot.Zones.Sum(zone => zone.Waiting) - 1);
    }

    private static FakeHall HallIn(string state)
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var hall = new FakeHall(FakeHall.Shipped("demo-small"), time);
        if (state != "closed")
        {
            Do(hall, new OpenCounter(One, new("1001")));
        }

        if (state is "paused")
        {
            Do(hall, new PauseCounter(One, "lunch"));
        }
        else if (state is not ("closed" or "nobody"))
        {
            Do(hall, new IssueTicket(state == "more" ? [new("A01"), new("A02")] : [new("A01")], PriorityCode.None));
        }

        HallCommand[] then = state switch
        {
            "calling" => [new CallNext(One)],
            "serving" or "more" => [new CallNext(One), new StartService(One)],
            "held" => [new CallNext(One), new HoldTicket(One)],
            _ => [],
        };
        then.ToList().ForEach(command => Do(hall, command));
        return hall;
    }

    private static void Do(FakeHall hall, HallCommand command) => Assert.Null(hall.Carry(command).Rejection);

    private static async Task<ButtonHall> ButtonsAsync(string keys, string forwardTo = "")
    {
        var hall = new ButtonHall(keys, forwardTo);
        await hall.BeginAsync();
        return hall;
    }

    /// <summary>A hall where two wait, with emulated QSystem buttons at counter 1 on a real port.</summary>
    private sealed class ButtonHall : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly EmulatedLine _buttons = new([1], 0, 1, TimeProvider.System, TextWriter.Null, "qsystem");
        private static readonly Dictionary<byte, string> Names = new() { [0x31] = "call", [0x32] = "start", [0x33] = "transfer",
            [0x34] = "evaluate" };
        private readonly FakeTimeProvider _time = new();
        private readonly PressLog _log = new(TimeProvider.System);
        private readonly HubDeviceLines _buses;

        public ButtonHall(string keys, string forwardTo)
        {
            var settings =
                new Dictionary<string, string> { ["keys"] = keys, ["forwardTo"] = forwardTo }.Where(setting => setting.Value.Length > 0)
                    .ToDictionary();
            Hall = new(
                FakeHall.Shipped("demo-small") with
                {
                    DeviceLines =
                        [new() { Name = "buttons", Protocol = "qsystem", Port = _buttons.PortName, BaudRate = 57600, Settings = settings,
                            Counters = new Dictionary<string, CounterId> { ["1"] = One } }],
                },
                TimeProvider.System);
            _buses = new(Hall, TestLines.Made, new LineFactory(_time, NullLogger.Instance), _log, TimeProvider.System, _ => { },
                NullLogger<DeviceLine>.Instance);
        }

        public FakeHall Hall { get; }

        public async Task BeginAsync()
        {
            _ = _buttons.RunAsync(_stop.Token);
            Do(Hall, new OpenCounter(One, new("1001")));
            Do(Hall, new IssueTicket([new("A01")], PriorityCode.None));
            Do(Hall, new IssueTicket([new("A01")], PriorityCode.None));
            await _buses.StartAsync(CancellationToken.None);
            await Eventually.HoldsAsync(() => _buses.Of(Hall.Id).Any(bus => bus.Host.Condition.Link.State == LinkState.Up));
        }

        // The same key again within the bounce is one press, by the line's own clock.
        public async Task PressAsync(byte key, string noted)
        {
            var before = _log.Of(Hall.Id, One).Count;
            _time.Advance(TimeSpan.FromSeconds(1));
            await _buttons.PlayAsync([PadStep.Parse($"key {Names[key]}")], CancellationToken.None);
            await Eventually.HoldsAsync(() => _log.Of(Hall.Id, One).Count > before);
            Assert.Equal(noted, _log.Of(Hall.Id, One)[0].Code);
        }

        public async ValueTask DisposeAsync()
        {
            await _buses.StopAsync(CancellationToken.None);
            _buses.Dispose();
            await _stop.CancelAsync();
            _buttons.Dispose();
            _stop.Dispose();
        }
    }
}
