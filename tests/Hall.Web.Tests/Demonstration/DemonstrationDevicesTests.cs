using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Hub.Demonstration;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Demonstration;

public sealed class DemonstrationDevicesTests : IDisposable
{
    private static readonly HallId Tongling = new("tongling");
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-demo-devices").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Run_WithDevices_EveryLineIsUpAPadIsPressedAndWithoutThemTheyAreGone()
    {
        await using (var hub = await StartedAsync(devices: true))
        {
            var hall = hub.Services.GetRequiredService<IHallDirectory>().Find(Tongling)!;
            var links = hub.Services.GetRequiredService<DeviceLinks>();
            await Eventually.HoldsAsync(() =>
                links.Of(hall.Snapshot) is { Count: > 10 } lines && lines.All(line => line.Link.State == LinkState.Up));
            Assert.Equal(LineFactory.Protocols.Except(["sound", "onbon-6"]).Order(),
                links.Of(hall.Snapshot).Select(line => line.Definition.Protocol).Distinct().Order());

            var counter = new CounterId("1");
            await hall.ExecuteAsync(new OpenCounter(counter, new("1001")), cancellationToken: Token);
            await hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), cancellationToken: Token);
            await hall.ExecuteAsync(new CallNext(counter), cancellationToken: Token);
            await hall.ExecuteAsync(new StartService(counter), cancellationToken: Token);
            await hall.ExecuteAsync(new CompleteService(counter), cancellationToken: Token);
            Assert.True(hub.Services.GetRequiredService<DemonstrationPads>().TryPress(Tongling, counter, FeedbackLevel.Satisfied));
            await Eventually.HoldsAsync(() => hall.Snapshot.Today.Ratings.Sum() == 1);
            await hub.StopAsync(Token);
        }

        await using var again = await StartedAsync(devices: false);
        var without = again.Services.GetRequiredService<IHallDirectory>().Find(Tongling)!;
        await Eventually.HoldsAsync(() => without.Snapshot.Plan.Configuration.DeviceLines.Count == 0);
        await again.StopAsync(Token);
    }

    private async Task<WebApplication> StartedAsync(bool devices)
    {
        var hub =
            HubApplication.Build(new HubOptions { DataFolder = _folder, Urls = "http://127.0.0.1:0", Demo = true, DemoDevices = devices,
                Speed = 0 });
        await hub.StartAsync(Token);
        return hub;
    }
}
