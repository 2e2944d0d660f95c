using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hall.Devices.Agents;
using Hall.Hub.Keys;
using Hall.Hub.Voice;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Voice;

/// <summary>A loudspeaker that is the sound card of an agent's computer.</summary>
public sealed class SoundLinesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_OfAnAgentsLoudspeaker_ArePlayedInOrderAndOneWaitsForTheOther()
    {
        var file = await HallFileAsync();
        await using var hub = await HubFixture.StartedAsync(options: options => options with { HallFiles = [file] });
        var received = new ConcurrentQueue<DeviceOrder>();
        await using var agent = await AgentAsync(hub, KeyOf(hub), received);
        var loudspeakers = hub.App.Services.GetRequiredService<LoudspeakerDirectory>();
        Announcement[] calls = [new(1, "A012", "1", "A", hub.Hall.Now, false), new(2, "A013", "2", "A", hub.Hall.Now, false)];
        var waves = await Task.WhenAll(calls.Select(call => WaveAsync(hub, call)));

        foreach (var call in calls)
        {
            loudspeakers.Announce(hub.Hall.Id, call, TimeSpan.Zero, hub.Hall.Snapshot.Plan.Configuration);
        }

        await Eventually.HoldsAsync(() => !received.IsEmpty);
        var first = Assert.Single(received);
        await agent.InvokeAsync(AgentContract.Answer, new OrderAnswer(first.Id, true), Token);
        await Eventually.HoldsAsync(() => received.Count == 2);

        Assert.All(received, order => Assert.Equal((OrderKind.Play, "speaker"), (order.Kind, order.Line)));
        Assert.Equal(waves, received.Select(order => Convert.ToHexString(order.Wave!)));
        Assert.Null(loudspeakers.At(hub.Hall, "all"));
        File.Delete(file);
    }

    [Fact]
    public async Task Calls_AgentGoesInTheMiddleOfASound_AreTheNextAgainWhenItIsBack()
    {
        var file = await HallFileAsync();
        await using var hub = await HubFixture.StartedAsync(options: options => options with { HallFiles = [file] });
        var loudspeakers = hub.App.Services.GetRequiredService<LoudspeakerDirectory>();
        var (before, after) = (new ConcurrentQueue<DeviceOrder>(), new ConcurrentQueue<DeviceOrder>());
        var key = KeyOf(hub);
        var agent = await AgentAsync(hub, key, before);
        var call = new Announcement(1, "A012", "1", "A", hub.Hall.Now, false);
        loudspeakers.Announce(hub.Hall.Id, call, TimeSpan.Zero, hub.Hall.Snapshot.Plan.Configuration);
        await Eventually.HoldsAsync(() => !before.IsEmpty);

        await agent.DisposeAsync();
        await using var again = await AgentAsync(hub, key, after);
        await Eventually.HoldsAsync(() => !after.IsEmpty);

        Assert.Equal(before.Single().Wave!.Length, after.First().Wave!.Length);
        Assert.False(await again.InvokeAsync<bool>(AgentContract.MayPlay, before.Single().Id, Token), "It was slept over.");
        Assert.True(await again.InvokeAsync<bool>(AgentContract.MayPlay, after.First().Id, Token));
        await again.InvokeAsync(AgentContract.Answer, new OrderAnswer(after.First().Id, true), Token);
        await Eventually.HoldsAsync(() => loudspeakers.Find(hub.Hall, "main")!.Condition.Missed == 0);
        File.Delete(file);
    }

    private static async Task<string> WaveAsync(HubFixture hub, Announcement call)
    {
        var settings = hub.Hall.Snapshot.Plan.Configuration.Voice;
        var clip = await hub.App.Services.GetRequiredService<EspeakVoice>()
            .SynthesizeAsync(PhraseBook.Lines(settings, new(call, false)), settings.Chime, Token);
        return Convert.ToHexString(clip!.Wave.ToArray());
    }

    private static string KeyOf(HubFixture hub)
    {
        var key = hub.App.Services.GetRequiredService<KeyStore>().Create("speaker-pc", KeyRole.Agent);
        hub.App.Services.GetRequiredService<KeyRing>().Forget();
        return key;
    }

    // It says that it is there as often as an agent does; the hub drops one that it has not heard for three seconds.
    private static async Task<HubConnection> AgentAsync(HubFixture hub, string key, ConcurrentQueue<DeviceOrder> received)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(hub.Address, AgentContract.Path), http => http.Headers["Authorization"] = $"Bearer {key}")
            .AddJsonProtocol(json => AgentContract.Configure(json.PayloadSerializerOptions))
            .WithKeepAliveInterval(TimeSpan.FromSeconds(1)).Build();
        connection.On<DeviceOrder>(AgentContract.Order, received.Enqueue);
        await connection.StartAsync(Token);

        // One agent a key: the one before may still be on its way out.
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                return await connection.InvokeAsync<HelloAnswer>(AgentContract.Hello, AgentContract.Version, "test 1.0", Token) is not null;
            }
            catch (HubException refused) when (refused.Message.Contains(AgentContract.KeyInUse, StringComparison.Ordinal))
            {
                return false;
            }
        });
        return connection;
    }

    private static async Task<string> HallFileAsync()
    {
        var file = Path.GetTempFileName();
        var hall =
            JsonNode.Parse(
                await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["padBuses"] = new JsonArray(new JsonObject
        {
            ["name"] = "speaker", ["protocol"] = "sound", ["port"] = "default", ["agent"] = "speaker-pc", ["place"] = "main",
            ["counters"] = new JsonObject(),
        });
        await File.WriteAllTextAsync(file, hall.ToJsonString(), Token);
        return file;
    }
}
