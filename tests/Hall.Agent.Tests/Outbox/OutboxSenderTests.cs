using Hall.Agent.Outbox;
using Hall.Agent.State;
using Hall.Agent.Tests.Support;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests.Outbox;

/// <summary>What one press runs into keeps no other from the hub.</summary>
public sealed class OutboxSenderTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-sender").FullName;
    private readonly TestComputer _computer = new();
    private readonly FaultyFile _disk = new();
    private readonly FakeHub _hub = new();
    private readonly AgentStandstills _standing = new();
    private readonly PressOutbox _outbox;
    private readonly SetAsidePresses _aside;
    private readonly OutboxSender _sender;

    public OutboxSenderTests()
    {
        (_outbox, _aside) = (new(_disk), new(_folder));
        _sender = new(_outbox, _aside, _hub, _computer.Clock(), _standing.Take, NullLogger<OutboxSender>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _sender.StopAsync(CancellationToken.None);
        _sender.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("throws")]
    [InlineData("later")]
    public async Task Press_ThatGetsNoAnswerForGood_LetsThoseOfOtherCountersGoAtOnce(string how)
    {
        var poison = Keep("1");
        var others = Enumerable.Range(2, 5).Select(counter => Keep($"{counter}")).ToList();
        _hub.Instead = press => press.EventId != poison ? null
            : how == "later"
                ? Task.FromResult(new PressAnswer(ReportOutcome.Later, "journal-unavailable"))
                : throw new HubException("An unexpected error occurred invoking 'Press' on the server.");

        await _sender.StartAsync(Token);

        await Eventually.Holds(() => _hub.Books.Count == 5, "the others are booked without a moment's wait");
        Assert.Equal(others, _hub.Books.Select(press => press.EventId));
        Assert.Equal([poison], _outbox.Waiting.Select(press => press.EventId));

        // It is not given up, and arrives when the hub takes it.
        _hub.Instead = _ => null;
        await Eventually.Holds(_computer.Time, TimeSpan.FromSeconds(1), () => _outbox.Count == 0, "it arrives after its rest");
        Assert.Equal(6, _hub.Books.Count);
    }

    [Fact]
    public async Task Press_HubCannotWriteForAnHour_ArrivesBeforeTheNextOfItsCounter()
    {
        var wanted = new List<Guid> { Keep("1"), Keep("1"), Keep("2"), Keep("1") };
        var isFull = true;
        _hub.Instead = _ => isFull ? Task.FromResult(new PressAnswer(ReportOutcome.Later, "journal-unavailable")) : null;
        await _sender.StartAsync(Token);
        for (var minute = 0; minute < 60; minute++)
        {
            _computer.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Empty(_hub.Books);
        isFull = false;
        await Eventually.Holds(_computer.Time, TimeSpan.FromSeconds(1), () => _outbox.Count == 0, "all are booked");
        Assert.Equal(wanted.Where(id => id != wanted[2]), _hub.Books.Select(press => press.EventId).Where(id => id != wanted[2]));
    }

    [Fact]
    public async Task Press_HubFailsOverItForEver_LetsThoseBehindItAtItsCounterGoAfterAWhile()
    {
        var poison = Keep("1");
        var behind = Keep("1");
        _hub.Instead = press => press.EventId == poison ? throw new HubException("fault") : null;

        await _sender.StartAsync(Token);

        await Eventually.Holds(_computer.Time, TimeSpan.FromSeconds(1), () => _hub.Books.Any(press => press.EventId == behind),
            "the one behind it is booked");
        Assert.InRange(_hub.Reports.Count(id => id == poison), RestingPresses.MostFailures, RestingPresses.MostFailures + 5);
        Assert.Equal([poison], _outbox.Waiting.Select(press => press.EventId));
    }

    [Fact]
    public async Task Press_HubDoesNotComeBackFromIt_BeginsTheConnectionAnew()
    {
        Keep("1");
        var other = Keep("2");
        _hub.Instead = press => press.EventId == other ? null : new TaskCompletionSource<PressAnswer>().Task;

        await _sender.StartAsync(Token);

        await Eventually.Holds(_computer.Time, TimeSpan.FromSeconds(5), () => _hub.Books.Any(press => press.EventId == other),
            "the other is booked");
        Assert.InRange(_hub.Anew, 1, 10);
    }

    [Theory]
    [InlineData("other-counter")]
    [InlineData("unknown-hall")]
    [InlineData("set-aside")]
    [InlineData("malformed")]
    [InlineData("code-of-a-later-hub")]
    public async Task Rating_RefusedAndCountedNowhere_IsKeptInWords(string code)
    {
        Keep("7");
        _hub.Instead = _ => Task.FromResult(new PressAnswer(ReportOutcome.Refused, code, "Counter 7 has no pad on a line of this agent."));

        await _sender.StartAsync(Token);

        await Eventually.Holds(() => _outbox.Count == 0, "it is answered");
        Assert.Equal(1, _aside.Count);
        var note = Assert.Single(_aside.Last(5));
        Assert.Equal((code, "7", "Counter 7 has no pad on a line of this agent."), (note.Code, note.Counter, note.Sentence));
        Assert.Contains("\"level\":\"dissatisfied\"", await File.ReadAllTextAsync(_aside.File, Token), StringComparison.Ordinal);

        // Whoever has read it deletes it.
        File.Delete(_aside.File);
        Assert.Equal(0, _aside.Count);
    }

    [Fact]
    public async Task Rating_CountedAsStray_IsAnsweredAndNotSetAside()
    {
        Keep("1");
        _hub.Instead = _ => Task.FromResult(new PressAnswer(ReportOutcome.Refused, "stray"));
        await _sender.StartAsync(Token);
        await Eventually.Holds(() => _outbox.Count == 0, "it is answered");
        Assert.Equal(0, _aside.Count);
    }

    [Fact]
    public async Task Rating_RefusedWhileItCannotBeSetAside_StaysUntilItCan()
    {
        Keep("1");
        _hub.Instead = _ => Task.FromResult(new PressAnswer(ReportOutcome.Refused, "other-counter", "Not here."));
        Directory.CreateDirectory(_aside.File);
        await _sender.StartAsync(Token);
        await Eventually.Holds(() => _hub.Reports.Count > 0, "it is reported");
        Assert.Equal(1, _outbox.Count);

        Directory.Delete(_aside.File);
        await Eventually.Holds(_computer.Time, TimeSpan.FromSeconds(1), () => _outbox.Count == 0, "it is set aside");
        Assert.Equal(1, _aside.Count);
    }

    [Fact]
    public async Task Press_DiskOfTheAgentFull_TheSenderGoesOnAndNothingCountsTwice()
    {
        var ids = Enumerable.Range(1, 4).Select(counter => Keep($"{counter}")).ToList();
        _disk.IsRefused = () => true;

        await _sender.StartAsync(Token);

        await Eventually.Holds(() => _hub.Books.Count == 4 && _outbox.Count == 0, "all are booked");
        Assert.Empty(_standing.Now);
        _disk.IsRefused = () => false;
        _outbox.Tidy();
        Assert.Empty(new PressOutbox(_disk).Waiting);
        Assert.Equal(ids, _hub.Books.Select(press => press.EventId));
    }

    private Guid Keep(string counter)
    {
        var press = new RatingPressed(Guid.CreateVersion7(), counter, 1, _computer.Now, 4, PadLevel.Dissatisfied);
        Assert.True(_outbox.Keep(KeptPress.Of("demo", press, _computer.Clock())));
        return press.Id;
    }
}
