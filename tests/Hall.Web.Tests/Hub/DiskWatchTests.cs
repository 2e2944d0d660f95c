using Hall.Hub.Health;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Hub;

public sealed class DiskWatchTests
{
    private const long Megabyte = 1 << 20;
    private readonly FakeTimeProvider _time = new(HallOnDisk.Morning);
    private long _free = 5_000 * Megabyte;

    [Fact]
    public async Task Watch_DiskFillsUpAndIsCleared_RaisesAndEndsTheAlert()
    {
        var alerts = new HubAlerts(_time);
        using var watch = new DiskWatch(new() { DataFolder = "data", LowDiskMegabytes = 1_024 }, alerts, _time, _ => { },
            NullLogger<DiskWatch>.Instance, _ => _free);
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(alerts.All);

        _free = 1_023 * Megabyte;
        await watch.LookAsync(TestContext.Current.CancellationToken);
        var alert = Assert.Single(alerts.All);
        Assert.Equal(AlertKind.DiskLow, alert.Kind);
        Assert.Equal(["1023", "1024"], alert.Arguments);

        _free = 1_024 * Megabyte;
        await watch.LookAsync(TestContext.Current.CancellationToken);
        Assert.Empty(alerts.All);
    }

    [Fact]
    public async Task Start_LittleRoom_IsAnAlertAtOnce()
    {
        var alerts = new HubAlerts(_time);
        using var watch = new DiskWatch(new() { DataFolder = "data", LowDiskMegabytes = 6_000 }, alerts, _time, _ => { },
            NullLogger<DiskWatch>.Instance, _ => _free);

        await watch.StartAsync(TestContext.Current.CancellationToken);

        await Eventually.HoldsAsync(() => alerts.All.Count > 0);
        Assert.Equal(AlertKind.DiskLow, Assert.Single(alerts.All).Kind);
    }

    [Fact]
    public async Task Start_RealDiskAskedForMoreThanAnyHas_IsAnAlertOfTheHub()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { LowDiskMegabytes = 1L << 40 });

        var alerts = hub.App.Services.GetRequiredService<HubAlerts>();
        await Eventually.HoldsAsync(() => alerts.All.Any(alert => alert.Kind == AlertKind.DiskLow));
    }
}
