using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Audit;
using Hall.Web.Configurations;
using Hall.Web.Engine;
using Hall.Web.Hub;
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
    private readonly HubAlerts _alerts;
    private readonly FakeHall _hall;

    public ScheduleTests() => (_alerts, _hall) = (new(_time), new(_small, _time));

    [Fact]
    public async Task PublishDue_BeforeAndAtItsTime_PublishesOnceThenAlsoAfterARestart()
    {
        await OrderAsync(Minutes(9));
        await Schedule().PublishDueAsync();
        Assert.Equal(3, MinutesNow);

        _time.Advance(TimeSpan.FromHours(1));
        var restarted = Schedule();
        await restarted.PublishDueAsync();
        await restarted.PublishDueAsync();

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
        await Schedule().PublishDueAsync();

        Assert.Equal(3, MinutesNow);
        Assert.Equal(
            [("2001", AuditKind.PublicationOrdered, "2026-11-23T01:30:00.0000000+00:00: winter hours"), ("2002", AuditKind.PublicationCancelled, "2026-11-23T01:30:00.0000000+00:00: winter hours")],
            _audited);
    }

    [Fact]
    public async Task PublishDue_AServiceAndCountersGo_DoesWithTicketsAndCountersWhatWasAnsweredWhenItWasOrdered()
    {
        var (goes, stays) = (_small.Services[0].Code, _small.Services[1].Code);
        _hall.Carry(new OpenCounter(_small.Counters[0].Counter, new StaffNumber("1001")));
        var waiting = _hall.Carry(new IssueTicket([goes], PriorityCode.None)).Ticket!.Ticket.Id;
        var without = _small with { Services = [.. _small.Services.Skip(1)], Counters = [_small.Counters[1]] };
        await Schedule().OrderAsync(_hall.Id, OrderOf(without) with { Gone = new Dictionary<string, string?> { [goes.Value] = stays.Value }, CloseCounters = true });

        // Asked before lunch, done in the evening, by a hub that was started anew meanwhile.
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().PublishDueAsync();

        Assert.Equal(stays, (await _hall.AskAsync(new TicketById(waiting), TestContext.Current.CancellationToken))!.Ticket.Service);
        Assert.DoesNotContain(_hall.Snapshot.Counters, view => view.Counter.Id == _small.Counters[0].Counter);
        Assert.Contains($"{goes} becomes {stays}; free counters that go are closed", Assert.Single(_audited).Detail, StringComparison.Ordinal);
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
        await Schedule().PublishDueAsync();

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
        await schedule.PublishDueAsync();

        Assert.Single(_hall.Commands.OfType<PublishConfiguration>(), publish => publish.Why == "winter hours");
        Assert.Null(schedule.Find(_hall.Id));
    }

    [Fact]
    public async Task PublishDue_AnotherPlaceWasPublishedMeanwhile_KeepsBoth()
    {
        await OrderAsync(Minutes(9));
        _hall.Carry(new PublishConfiguration(_small with { Tellers = [new(new StaffNumber("1001"))] }));
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().PublishDueAsync();

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
        await schedule.PublishDueAsync();

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
        await schedule.PublishDueAsync();
        _hall.IsUnavailable = false;
        await schedule.PublishDueAsync();

        Assert.Equal(9, MinutesNow);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private double MinutesNow => _hall.Snapshot.Plan.Configuration.Services[0].Minutes;

    private HallConfiguration Minutes(double minutes) => _small with { Services = [_small.Services[0] with { Minutes = minutes }, .. _small.Services.Skip(1)] };

    private Task OrderAsync(HallConfiguration configuration) => Schedule().OrderAsync(_hall.Id, OrderOf(configuration));

    private ScheduledPublication OrderOf(HallConfiguration configuration) => new(_time.GetUtcNow().AddMinutes(30), "2001", "winter hours",
        HallConfigurationReader.Write(_small), HallConfigurationReader.Write(configuration), new Dictionary<string, string?>());

    private ConfigurationSchedule Schedule() => new(new HubOptions { DataFolder = _folder }, _hall, _alerts, NoteAsync, _time, NullLogger<ConfigurationSchedule>.Instance);

    private Task NoteAsync(string actor, string kind, string hall, string detail)
    {
        _audited.Add((actor, kind, detail));
        return Task.CompletedTask;
    }
}
