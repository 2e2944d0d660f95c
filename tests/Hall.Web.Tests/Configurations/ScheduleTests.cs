using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Configurations;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Configurations;

/// <summary>A publication that was ordered for a time.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-schedule").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
    private readonly HallConfiguration _small = FakeHall.Shipped("demo-small");
    private readonly List<(string Actor, string Kind, string Detail)> _audited = [];
    private readonly List<Standstill> _standstills = [];
    private readonly HubAlerts _alerts;
    private readonly FakeHall _hall;

    public ScheduleTests() => (_alerts, _hall) = (new(_time), new(_small, _time));

    [Fact]
    public async Task PublishDue_BeforeAndAtItsTime_PublishesOnceThenAlsoAfterARestart()
    {
        await OrderAsync(Minutes(9));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, MinutesNow);

        _time.Advance(TimeSpan.FromHours(1));
        var restarted = Schedule();
        await restarted.LookAsync(TestContext.Current.CancellationToken);
        await restarted.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(9, MinutesNow);
        Assert.Null(restarted.Find(_hall.Id));
        Assert.Single(_hall.Commands.OfType<PublishConfiguration>(), publish => publish.Why == "winter hours");
    }

    [Fact]
    public async Task PublishDue_Cancelled_PublishesNothing()
    {
        await OrderAsync(Minutes(9));
        await Schedule().CancelAsync(_hall.Id, "2002");
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, MinutesNow);
        Assert.Equal(
            [("2001", AuditKind.PublicationOrdered, "2026-11-23T01:30:00.0000000+00:00: winter hours"),
                ("2002", AuditKind.PublicationCancelled, "2026-11-23T01:30:00.0000000+00:00: winter hours")],
            _audited);
    }

    [Fact]
    public async Task PublishDue_AServiceAndCountersGo_DoesWithTicketsAndCountersWhatWasAnsweredWhenItWasOrdered()
    {
        var (goes, stays) = (_small.Services[0].Code, _small.Services[1].Code);
        _hall.Carry(new OpenCounter(_small.Counters[0].Counter, new StaffNumber("1001")));
        var waiting = _hall.Carry(new IssueTicket([goes], PriorityCode.None)).Ticket!.Ticket.Id;
        var without = _small with { Services = [.. _small.Services.Skip(1)], Counters = [_small.Counters[1]] };
        await Schedule()
            .OrderAsync(_hall.Id,
                OrderOf(without) with { Gone = new Dictionary<string, string?> { [goes.Value] = stays.Value }, CloseCounters = true });

        // Asked before lunch, done in the evening, by a hub that was started anew meanwhile.
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(stays, (await _hall.AskAsync(new TicketById(waiting), TestContext.Current.CancellationToken))!.Ticket.Service);
        Assert.DoesNotContain(_hall.Snapshot.Counters, view => view.Counter.Id == _small.Counters[0].Counter);
        Assert.Contains($"{goes} becomes {stays}; free counters that go are closed", Assert.Single(_audited).Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishDue_ACounterThatGoesServesSomebody_StaysUntilItsTellerCloses()
    {
        var busy = _small.Counters[0].Counter;
        _hall.Carry(new OpenCounter(busy, new StaffNumber("1001")));
        _hall.Carry(new IssueTicket([_small.Services[0].Code], PriorityCode.None));
        _hall.Carry(new CallNext(busy));
        await Schedule().OrderAsync(_hall.Id, OrderOf(_small with { Counters = [_small.Counters[1]] }) with { CloseCounters = true });
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);

        Assert.NotNull(_hall.Snapshot.Counters.Single(view => view.Counter.Id == busy).Counter.Ticket);
        _hall.Carry(new MarkNoShow(busy));
        Assert.Null(_hall.Carry(new CloseCounter(busy)).Rejection);
    }

    [Fact]
    public async Task PublishDue_HubEndedBetweenPublishingAndForgetting_PublishesNothingTwice()
    {
        await OrderAsync(Minutes(9));
        _hall.Carry(new PublishConfiguration(Minutes(9), new StaffNumber("2001"), "winter hours"));
        _time.Advance(TimeSpan.FromHours(1));
        var schedule = Schedule();
        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Single(_hall.Commands.OfType<PublishConfiguration>(), publish => publish.Why == "winter hours");
        Assert.Null(schedule.Find(_hall.Id));
    }

    [Fact]
    public async Task PublishDue_AnotherPlaceWasPublishedMeanwhile_KeepsBoth()
    {
        await OrderAsync(Minutes(9));
        _hall.Carry(new PublishConfiguration(_small with { Tellers = [new(new StaffNumber("1001"))] }));
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(9, MinutesNow);
        Assert.Single(_hall.Snapshot.Plan.Configuration.Tellers);
    }

    [Fact]
    public async Task PublishDue_TheSamePlaceWasPublishedMeanwhile_PublishesNothingAndSaysSo()
    {
        await OrderAsync(Minutes(9));
        _hall.Carry(new PublishConfiguration(Minutes(4)));
        _time.Advance(TimeSpan.FromHours(1));
        var schedule = Schedule();
        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(4, MinutesNow);
        Assert.Equal("configuration.schedule.changed", schedule.Find(_hall.Id)!.Failed);
        Assert.Equal(AlertKind.PublicationFailed, Assert.Single(_alerts.All).Kind);
    }

    [Fact]
    public async Task PublishDue_JournalUnavailable_IsTriedAgain()
    {
        await OrderAsync(Minutes(9));
        _time.Advance(TimeSpan.FromHours(1));
        var schedule = Schedule();
        _hall.IsUnavailable = true;
        await schedule.LookAsync(TestContext.Current.CancellationToken);
        _hall.IsUnavailable = false;
        _time.Advance(TimeSpan.FromSeconds(2));
        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(9, MinutesNow);
    }

    [Theory]
    [InlineData("{\"Due\":\"2026-11-23T01:3")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"Due\":1,\"Due\":2}")]
    [InlineData("{\"Due\":\"2026-11-23T01:30:00+00:00\",\"By\":\"2001\",\"Why\":\"x\",\"Before\":\"{\",\"Text\":\"{}\",\"Gone\":{}}")]
    [InlineData("{\"version\":99,\"Due\":\"2026-11-23T01:30:00+00:00\","
        + "\"By\":\"2001\",\"Why\":\"x\",\"Before\":\"{}\",\"Text\":\"{}\",\"Gone\":{}}")]
    public async Task Look_TheOrderOfOneHallIsUnreadable_ItIsSetAsideWithAnAlertAndTheOtherHallPublishes(string unreadable)
    {
        var other = new FakeHall(FakeHall.Shipped("tongling"), _time);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "drafts")).FullName, "tongling.scheduled.json");
        await File.WriteAllTextAsync(file, unreadable, TestContext.Current.CancellationToken);
        await OrderAsync(Minutes(9));
        _time.Advance(TimeSpan.FromHours(1));
        var schedule = Schedule(new Both(other, _hall));

        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(9, MinutesNow);
        Assert.Empty(_standstills);
        var alert = Assert.Single(_alerts.All);
        Assert.Equal((AlertKind.DocumentUnreadable, "tongling"), (alert.Kind, alert.Hall));
        Assert.Equal("tongling.scheduled.json.unreadable", schedule.SetAside(other.Id));
        Assert.Equal(unreadable, await File.ReadAllTextAsync(file + ".unreadable", TestContext.Current.CancellationToken));

        // Told until somebody has read it, also after a restart; kept on the disk for ever.
        await Schedule(new Both(other, _hall)).LookAsync(TestContext.Current.CancellationToken);
        schedule.Acknowledge(other.Id);
        Assert.Null(schedule.SetAside(other.Id));
        Assert.Empty(_alerts.All);
        Assert.Equal(unreadable, await File.ReadAllTextAsync(file + ".unreadable.1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Look_TheDiskGivesNoOrderOfOneHall_ThatOneStandsStillAndTheOtherPublishes()
    {
        var other = new FakeHall(FakeHall.Shipped("tongling"), _time);
        File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "drafts")).FullName,
            "tongling.scheduled.json"), "/proc/self/mem");
        await OrderAsync(Minutes(9));
        _time.Advance(TimeSpan.FromHours(1));
        var schedule = Schedule(new Both(other, _hall));

        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(9, MinutesNow);
        Assert.Equal(("schedule", "tongling"), (Assert.Single(_standstills).Work, _standstills[0].Part));
        Assert.Null(schedule.Find(other.Id));
    }

    [Fact]
    public async Task Look_TheHallsTimeIsNotTheMachines_PublishesByTheHalls()
    {
        await OrderAsync(Minutes(9));
        _hall.Behind = TimeSpan.FromHours(2);
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, MinutesNow);

        _time.Advance(TimeSpan.FromHours(2));
        await Schedule().LookAsync(TestContext.Current.CancellationToken);
        Assert.Equal(9, MinutesNow);
    }

    [Fact]
    public async Task Look_TheRulesAreChangedWhileItIsOnItsWay_KeepsBoth()
    {
        await OrderAsync(Minutes(9));
        _time.Advance(TimeSpan.FromHours(1));
        _hall.BeforeNext = () => _hall.Carry(new ChangeDispatch(new() { WaitCapMinutes = 33 }));
        var schedule = Schedule();
        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal((9, 33), (MinutesNow, _hall.Snapshot.Plan.Rules.WaitCapMinutes));
        Assert.Null(schedule.Find(_hall.Id));
    }

    [Fact]
    public async Task Look_AnotherOneIsOrderedWhileItIsCarriedOut_LeavesThatOne()
    {
        await OrderAsync(Minutes(9));
        _time.Advance(TimeSpan.FromHours(1));
        var schedule = Schedule();
        var next = OrderOf(Minutes(9)) with { Why = "summer hours" };
        _hall.BeforeNext = () => schedule.OrderAsync(_hall.Id, next).GetAwaiter().GetResult();
        await schedule.LookAsync(TestContext.Current.CancellationToken);

        Assert.Equal(9, MinutesNow);
        Assert.Equal("summer hours", schedule.Find(_hall.Id)!.Why);
    }

    [Fact]
    public async Task Find_AnOrderOfAnEarlierProgram_IsRead()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "drafts")).FullName, $"{_hall.Id}.scheduled.json");
        var order = OrderOf(Minutes(9));
        await File.WriteAllTextAsync(file, System.Text.Json.JsonSerializer.Serialize(new
        {
            order.Due, order.By, order.Why, order.Before, order.Text, order.Gone,
        }), TestContext.Current.CancellationToken);

        Assert.Equal(order.Text, Schedule().Find(_hall.Id)!.Text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private double MinutesNow => _hall.Snapshot.Plan.Configuration.Services[0].Minutes;

    private HallConfiguration Minutes(double minutes) =>
        _small with { Services = [_small.Services[0] with { Minutes = minutes }, .. _small.Services.Skip(1)] };

    private Task OrderAsync(HallConfiguration configuration) => Schedule().OrderAsync(_hall.Id, OrderOf(configuration));

    private ScheduledPublication OrderOf(HallConfiguration configuration) => new(_time.GetUtcNow().AddMinutes(30), "2001", "winter hours",
        HallConfigurationReader.Write(_small), HallConfigurationReader.Write(configuration), new Dictionary<string, string?>());

    private ConfigurationSchedule Schedule(IHallDirectory? halls = null) =>
        new(new HubOptions { DataFolder = _folder }, halls ?? _hall, _alerts, NoteAsync, _time, _standstills.Add,
            NullLogger<ConfigurationSchedule>.Instance);

    private Task NoteAsync(string actor, string kind, string hall, string detail)
    {
        _audited.Add((actor, kind, detail));
        return Task.CompletedTask;
    }

    private sealed class Both(params IReadOnlyList<FakeHall> halls) : IHallDirectory
    {
        public IReadOnlyCollection<IHall> All => [.. halls];

        public IHall? Find(HallId hall) => halls.FirstOrDefault(known => known.Id == hall);
    }
}
