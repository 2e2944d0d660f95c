using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
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
    private readonly HubAlerts _alerts;
    private readonly FakeHall _hall;

    public ScheduleTests() => (_alerts, _hall) = (new(_time), new(_small, _time));

    [Fact]
    public async Task PublishDue_BeforeAndAtItsTime_PublishesOnceThenAlsoAfterARestart()
    {
        Order(Minutes(9));
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
        Order(Minutes(9));
        Schedule().Cancel(_hall.Id);
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().PublishDueAsync();

        Assert.Equal(3, MinutesNow);
    }

    [Fact]
    public async Task PublishDue_AnotherPlaceWasPublishedMeanwhile_KeepsBoth()
    {
        Order(Minutes(9));
        _hall.Carry(new PublishConfiguration(_small with { Tellers = [new(new StaffNumber("1001"))] }));
        _time.Advance(TimeSpan.FromHours(1));
        await Schedule().PublishDueAsync();

        Assert.Equal(9, MinutesNow);
        Assert.Single(_hall.Snapshot.Plan.Configuration.Tellers);
    }

    [Fact]
    public async Task PublishDue_TheSamePlaceWasPublishedMeanwhile_PublishesNothingAndSaysSo()
    {
        Order(Minutes(9));
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
        Order(Minutes(9));
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

    private void Order(HallConfiguration configuration) => Schedule().Order(_hall.Id, new(_time.GetUtcNow().AddMinutes(30), "2001", "winter hours",
        HallConfigurationReader.Write(_small), HallConfigurationReader.Write(configuration), new Dictionary<string, string?>()));

    private ConfigurationSchedule Schedule() => new(new HubOptions { DataFolder = _folder }, _hall, _alerts, _time, NullLogger<ConfigurationSchedule>.Instance);
}
