using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

/// <summary>What reaches the loudspeakers of what a hall does.</summary>
public sealed class AnnouncerTests : IAsyncDisposable
{
    private static readonly CounterId One = new("1");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;
    private readonly LoudspeakerDirectory _loudspeakers;
    private readonly Announcer _announcer;
    private readonly List<string> _said = [];
    private VoicePlayer? _device;
    private SoundOrder? _order;

    public AnnouncerTests()
    {
        var small = FakeHall.Shipped("demo-small");
        _hall = new(small with { Hours = small.Hours with { Always = true } }, _time);
        _loudspeakers = new(_time);
        _announcer = new(_hall, _loudspeakers, _time, _ => { }, NullLogger<Announcer>.Instance);
        _hall.Carry(new OpenCounter(One, new("1003")));
        for (var i = 0; i < 3; i++)
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A01")], PriorityCode.None));
        }
    }

    [Fact]
    public async Task Follow_CallRecallAndReturn_AreAnnouncedInOrderAndNothingIsAsked()
    {
        _hall.Carry(new CallNext(One));
        await StartAsync();

        _hall.Carry(new RecallTicket(One));
        _hall.Carry(new StartService(One));
        _hall.Carry(new HoldTicket(One));
        _hall.Carry(new CallNext(One));
        _hall.Carry(new MarkNoShow(One));
        _hall.Carry(new ReturnTicket(One, _hall.Snapshot.Held[0].Id));
        await Eventually.HoldsAsync(() => _said.Count == 3, Play);

        Assert.Equal(["A001 again", "A002", "A001"], _said);
        Assert.Equal(0, _hall.Questions);
    }

    [Fact]
    public async Task Follow_CallTakenBackBeforeItsTurn_IsNotSaid()
    {
        await StartAsync();
        _hall.Carry(new CallNext(One));
        await Eventually.HoldsAsync(() => _order is not null);
        _hall.Carry(new MarkNoShow(One));
        _hall.Carry(new CallNext(One));
        await Eventually.HoldsAsync(() => _loudspeakers.At(_hall, "all")!.Waiting == 1);

        _hall.Carry(new UndoLastAction(One));
        await Eventually.HoldsAsync(() => _loudspeakers.At(_hall, "all")!.Waiting == 0);
        _hall.Carry(new CallNext(One));
        _hall.Carry(new RecallTicket(One));
        await Eventually.HoldsAsync(() => _said.Count == 3, Play);

        Assert.Equal(["A001", "A002", "A002 again"], _said);
    }

    public async ValueTask DisposeAsync()
    {
        await _announcer.StopAsync(CancellationToken.None);
        _announcer.Dispose();
    }

    private async Task StartAsync()
    {
        _device = new("demo-small/main", isOwn: true, confirms: false, order => _order = order);
        _loudspeakers.At(_hall, "all")!.Join(_device);
        await _announcer.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(() => _hall.Listeners == 1);
    }

    private void Play()
    {
        if (_order is { } order)
        {
            _order = null;
            _said.Add(order.Spoken.Announcement.Number + (order.Spoken.Announcement.Recall ? " again" : ""));
            _loudspeakers.At(_hall, "all")!.Report(_device!, order.Lease, order.Sequence, SoundAnswer.Played);
        }
    }
}
