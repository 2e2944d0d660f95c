using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Agents;
using Hall.Hub.Hosting;
using Hall.Hub.Voice;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

/// <summary>What a manager hears of a voice that is not heard.</summary>
public sealed class LoudspeakerWatchTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;
    private readonly LoudspeakerDirectory _loudspeakers;
    private readonly HubAlerts _alerts;
    private long _calls;

    public LoudspeakerWatchTests()
    {
        _hall = new(FakeHall.Shipped("demo-small"), _time);
        _loudspeakers = new(_time);
        _alerts = new(_time);
    }

    private HubAlert? Silent => _alerts.All.SingleOrDefault(alert => alert.Kind == AlertKind.VoiceSilent);

    [Fact]
    public async Task Look_CallsUnheardForAMinute_NamesThemInBothLanguagesUntilOneIsHeard()
    {
        using var watch = Watch();
        Call("A001");
        Call("A002");
        await PassAsync(watch, 59);
        Assert.Null(Silent);

        await PassAsync(watch, 1);
        Assert.Equal(("demo-small/main", "demo-small"), (Silent!.Subject, Silent.Hall));
        foreach (var language in new[] { Words.Chinese, Words.English })
        {
            var (title, detail) = HubAlertWords.Of(Silent, Words.For(language));
            Assert.EndsWith("· main", title, StringComparison.Ordinal);
            Assert.Contains("A001 A002", detail, StringComparison.Ordinal);
        }

        SoundOrder? order = null;
        var device = new VoicePlayer("demo-small/all", isOwn: true, confirms: false, given => order = given);
        _loudspeakers.At(_hall, "all")!.Join(device);
        Call("A003");
        _loudspeakers.At(_hall, "all")!.Report(device, order!.Lease, order.Sequence, SoundAnswer.Played);
        await PassAsync(watch, 1);
        Assert.Null(Silent);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Look_Demonstration_TellsOnlyWhenABoardWasEverOpened(bool wasOpened, bool tells)
    {
        using var watch = Watch(isDemonstration: true);
        if (wasOpened)
        {
            _loudspeakers.At(_hall, "all");
        }

        Call("A001");
        await PassAsync(watch, 61);

        Assert.Equal(tells, Silent is not null);
    }

    [Fact]
    public async Task Look_BoardRefusesSound_IsAnAlertUntilItSoundsOrIsClosed()
    {
        using var watch = Watch();
        var page = new VoicePlayer("demo-small/all", isOwn: false, confirms: false, _ => { });
        var loudspeaker = _loudspeakers.At(_hall, "all")!;
        loudspeaker.Join(page);
        loudspeaker.Answer(page, SoundAnswer.Blocked);

        await PassAsync(watch, 1);
        var alert = Assert.Single(_alerts.All);
        Assert.Equal((AlertKind.SoundRefused, "demo-small/all"), (alert.Kind, alert.Subject));

        loudspeaker.Leave(page);
        await PassAsync(watch, 1);
        Assert.Empty(_alerts.All);
    }

    [Fact]
    public async Task Look_LoudspeakerOfASoundDeviceThatIsAway_SaysToLookAfterTheDevice()
    {
        var agents = new AgentRegister(_time);
        var sounds = new SoundLines(_loudspeakers, null!, null!, agents, NullLogger<SoundLines>.Instance);
        using var watch = Watch(sounds: sounds);
        var line = new DeviceLineDefinition
        {
            Name = "speaker", Protocol = "sound", Port = "default", Agent = "speaker-pc", Place = "main",
            Counters = new Dictionary<string, CounterId>(),
        };
        _hall.Carry(new PublishConfiguration(_hall.Snapshot.Plan.Configuration with { DeviceLines = [line] }));
        Call("A001");

        await PassAsync(watch, 61);

        Assert.Equal("device", Silent!.Arguments[0]);
    }

    [Fact]
    public async Task Look_LoudspeakerIsTakenOut_TakesItsAlertsAlong()
    {
        using var watch = Watch();
        Call("A001");
        await PassAsync(watch, 61);
        Assert.NotNull(Silent);

        _hall.Carry(new PublishConfiguration(_hall.Snapshot.Plan.Configuration with { Loudspeakers = [] }));
        await PassAsync(watch, 1);

        Assert.Empty(_alerts.All);
        Assert.Null(_loudspeakers.Find(_hall, "main"));
    }

    private LoudspeakerWatch Watch(bool isDemonstration = false, SoundLines? sounds = null) => new(
        _hall, _loudspeakers, sounds ?? new(_loudspeakers, null!, null!, null!, NullLogger<SoundLines>.Instance), _alerts,
        new HubOptions { DataFolder = "", Demo = isDemonstration }, _time, _ => { },
        NullLogger<LoudspeakerWatch>.Instance);

    private void Call(string number) => _loudspeakers.Announce(
        _hall.Id, new(++_calls, number, "1", "A", _time.GetUtcNow(), false), TimeSpan.Zero, _hall.Snapshot.Plan.Configuration);

    private async Task PassAsync(LoudspeakerWatch watch, double seconds)
    {
        for (var passed = 0.0; passed < seconds; passed += 0.25)
        {
            _time.Advance(Loudspeaker.LookEvery);
            await watch.LookAsync(TestContext.Current.CancellationToken);
        }
    }
}
