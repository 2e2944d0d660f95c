using System.Net.WebSockets;
using System.Text;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Displays;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests;

/// <summary>An LCD pad is a WebSocket server on the window's computer; here it is one in this process.</summary>
public sealed class LcdPadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Line_PadAnswersAndGoesAway_IsARatingAndThenAnOutage()
    {
        var builder = WebApplication.CreateSlimBuilder();
        await using var pad = builder.Build();
        pad.Urls.Add("http://127.0.0.1:0");
        pad.UseWebSockets();
        pad.Run(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var asked = await socket.ReceiveAsync(new byte[1024], Token);
            Assert.Equal(WebSocketMessageType.Text, asked.MessageType);
            await socket.SendAsync(Encoding.UTF8.GetBytes("{\"type\":10,\"ret\":0,\"EvaluatorLevel\":2}"), WebSocketMessageType.Text, true,
                Token);
            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Token);
        });
        await pad.StartAsync(Token);
        var presses = new System.Collections.Concurrent.ConcurrentQueue<DevicePress>();
        var line = new DeviceLineSettings("demo", "lcd", "lcd", pad.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal), 9600,
            "one-based", new Dictionary<string, string> { ["1"] = "3" });
        await using var host = new LineFactory(TimeProvider.System, NullLogger.Instance).Make(line, (press, _) =>
        {
            presses.Enqueue(press);
            return Task.FromResult(PressOutcome.Recorded);
        })!;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = host.RunAsync(stop.Token);
        await Eventually.Holds(() => host.Condition.Link.State == LinkState.Up, "the pad is there");

        // The line is up a moment before it takes anything.
        while (!await host.ShowAsync(new PadShow("demo", "3", true, null, null), Token))
        {
            await Task.Yield();
        }


        await Eventually.Holds(() => !presses.IsEmpty && host.Condition.Link.Opened > 1,
            "the rating has arrived, and the pad that closed is open again");
        Assert.Equal(PadLevel.Satisfied, Assert.IsType<RatingPressed>(Assert.Single(presses)).Level);
        await stop.CancelAsync();
        await running.Soon();
    }
}
