using Hall.Hub.Voice;
using Hall.Storage.Alerts;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

public sealed class VoiceWatchTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hall-voice");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_HubWithoutEspeak_RaisesAnAlertBeforeAnybodyIsCalled()
    {
        await using var hub = await HubFixture.StartedAsync(builder =>
            builder.Services.AddSingleton(new EspeakOptions(_folder.FullName, "no-such-espeak")));

        var alert = await UpAsync(hub.App.Services.GetRequiredService<HubAlerts>());

        Assert.Equal(("no-such-espeak", "missing"), (alert.Subject, alert.Arguments[0]));
    }

    [Fact]
    public async Task Tick_ProgramAppearsLater_EndsTheAlert()
    {
        var time = new FakeTimeProvider(HallOnDisk.Morning);
        var alerts = new HubAlerts(time);
        var program = Path.Combine(_folder.FullName, "speaks-later");
        using var voice = new EspeakVoice(new(_folder.FullName, program), TimeProvider.System);
        using var watch = new VoiceWatch(voice, alerts, time, _ => { }, NullLogger<VoiceWatch>.Instance);
        await watch.StartAsync(TestContext.Current.CancellationToken);
        await UpAsync(alerts);

        File.CreateSymbolicLink(program, "/usr/bin/espeak-ng");
        await Eventually.HoldsAsync(() => alerts.All.Count == 0, () => time.Advance(TimeSpan.FromMinutes(1)));

        await watch.StopAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<HubAlert> UpAsync(HubAlerts alerts)
    {
        await Eventually.HoldsAsync(() => alerts.All.Any(alert => alert.Kind == AlertKind.NoVoice));
        return alerts.All.First(alert => alert.Kind == AlertKind.NoVoice);
    }
}
