using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;
using Hall.Browser.Tests.Hosting;

namespace Hall.Attack.Tests;

/// <summary>
/// A page's circuit without a browser, so that every message can be held back, sent late or sent for another page. Speaks the framework's
/// own protocol: MessagePack arrays with their length before them.
/// </summary>
internal sealed partial class Circuit : IAsyncDisposable
{
    /// <summary>What the hub sends when it paints.</summary>
    public const string Painted = "JS.RenderBatch";

    private const string Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e";
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly StringBuilder _heard = new();
    private readonly Uri _hub;
    private Task _listening = Task.CompletedTask;

    private Circuit(Uri hub) => _hub = hub;

    /// <summary>Whether the hub has closed the connection.</summary>
    public bool IsOver => _listening.IsCompleted;

    /// <summary>Everything that the hub has sent.</summary>
    public string Heard
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToString();
            }
        }
    }

    /// <summary>Opens the connection and sends nothing that begins a circuit.</summary>
    /// <param name="hub">The hub.</param>
    /// <param name="cookie">The cookie of a person or screen; null for none.</param>
    /// <param name="origin">The page that opens it; null for a program.</param>
    /// <param name="from">The machine; null for one that nobody else has.</param>
    /// <exception cref="WebSocketException">The hub refuses it.</exception>
    public static async Task<Circuit> ConnectAsync(AttackedHub hub, string? cookie, string? origin = null, string? from = null)
    {
        var circuit = new Circuit(hub.Process.Address);
        circuit._socket.Options.SetRequestHeader("X-Forwarded-For", from ?? AttackedHub.FreshAddress());
        if (cookie is not null)
        {
            circuit._socket.Options.SetRequestHeader("Cookie", cookie);
        }

        if (origin is not null)
        {
            circuit._socket.Options.SetRequestHeader("Origin", origin);
        }

        try
        {
            await circuit._socket.ConnectAsync(new Uri($"ws://{hub.Process.Address.Authority}/_blazor"),
                TestContext.Current.CancellationToken);
            await circuit._socket.SendAsync(Encoding.UTF8.GetBytes(Handshake), WebSocketMessageType.Binary, true,
                TestContext.Current.CancellationToken);
        }
        catch
        {
            circuit._socket.Dispose();
            throw;
        }

        circuit._listening = circuit.ListenAsync();
        return circuit;
    }

    /// <summary>Begins a circuit for an address with the components of a page, whichever page that is.</summary>
    /// <param name="page">The page as the hub sent it.</param>
    /// <param name="path">The address that the circuit is told.</param>
    public async Task BeginAsync(string page, string path)
    {
        var markers = Marker().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(markers);
        var operations = markers.Select((marker, index) => $"{{\"type\":\"add\",\"ssrComponentId\":{index + 1},\"marker\":{marker}}}");
        await SendAsync("0", "StartCircuit", _hub.ToString(), new Uri(_hub, path).ToString(), "[]", "");
        await SendAsync(null, "UpdateRootComponents", $"{{\"batchId\":0,\"operations\":[{string.Join(',', operations)}]}}", State()
            .Match(page).Groups[1].Value);
    }

    /// <summary>Asks for an old circuit back.</summary>
    public Task ReconnectAsync(string circuit) => SendAsync("9", "ConnectCircuit", circuit);

    /// <summary>Waits until one of these was heard, or the hub has hung up.</summary>
    /// <returns>Whether it was heard.</returns>
    public async Task<bool> HearsAsync(params string[] what)
    {
        try
        {
            await Wait.UntilAsync(() => IsOver || IsHeard(), $"the hub says {string.Join(" or ", what)}, or hangs up");
        }
        catch (Xunit.Sdk.FailException fault)
        {
            Assert.Fail($"{fault.Message} It said: {Heard}");
        }

        return IsHeard();

        bool IsHeard()
        {
            var heard = Heard;
            return what.Any(one => heard.Contains(one, StringComparison.Ordinal));
        }
    }

    /// <summary>Waits until the hub has closed the connection.</summary>
    public Task EndsAsync() => Wait.UntilAsync(() => IsOver, "the hub cuts the circuit's connection");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _socket.Dispose();
        await _listening;
        _ending.Dispose();
    }

    private async Task ListenAsync()
    {
        var bytes = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var got = await _socket.ReceiveAsync(bytes, _ending.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                lock (_heard)
                {
                    _heard.Append(Encoding.UTF8.GetString(bytes, 0, got.Count));
                }
            }
        }
        catch (Exception over) when (over is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut off by the hub, or left by the test.
        }
    }

    private async Task SendAsync(string? invocation, string target, params string[] arguments)
    {
        using var body = new MemoryStream();
        body.Write([0x96, 0x01, 0x80]);
        Write(body, invocation);
        Write(body, target);
        body.WriteByte((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(body, argument);
        }

        body.WriteByte(0x90);
        using var message = new MemoryStream();
        await using var writer = new BinaryWriter(message);
        writer.Write7BitEncodedInt((int)body.Length);
        writer.Write(body.ToArray());
        writer.Flush();
        try
        {
            await _socket.SendAsync(message.ToArray(), WebSocketMessageType.Binary, true, TestContext.Current.CancellationToken);
        }
        catch (Exception over) when (over is WebSocketException or IOException)
        {
            // The hub has hung up already, which is what the tests look at.
        }
    }

    private static void Write(MemoryStream to, string? text)
    {
        if (text is null)
        {
            to.WriteByte(0xc0);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        to.Write([0xdb, (byte)(bytes.Length >> 24), (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length]);
        to.Write(bytes);
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->")]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([A-Za-z0-9+/=_-]+)-->")]
    private static partial Regex State();
}
