using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Hall.Core.Configuration;

namespace Hall.Benchmarks;

/// <summary>A Release hub in a process of its own, on a free port of the loopback.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly Process _process;

    private HubProcess(Process process, Uri address, TimeSpan ready) => (_process, Address, Ready) = (process, address, ready);

    public Uri Address { get; }

    /// <summary>From the start of the process to the first good answer of <c>/health/ready</c>.</summary>
    public TimeSpan Ready { get; }

    /// <summary>What the process holds now, in megabytes, as the kernel counts it.</summary>
    public object Memory
    {
        get
        {
            var status = File.ReadLines($"/proc/{_process.Id}/status").Select(line => line.Split(':'))
                .ToDictionary(line => line[0], line => line[1]);
            int Megabytes(string name) => int.Parse(status[name].Replace("kB", "", StringComparison.Ordinal), null) / 1024;
            return new { residentMegabytes = Megabytes("VmRSS"), anonymousMegabytes = Megabytes("RssAnon"),
                peakMegabytes = Megabytes("VmHWM") };
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static Task<HubProcess> StartAsync(string data, HallConfiguration hall, params string[] more) => StartAsync(address =>
        Start(["run", "--data", data, "--urls", address, "--hall", BenchmarkHall.WriteTo(data, hall), .. more]));

    /// <summary>The bare program, with the collector that programs with Kestrel have by default.</summary>
    public static Task<HubProcess> StartBareAsync(string data) =>
        StartAsync(address =>
            StartProgram([Path.Combine(AppContext.BaseDirectory, "Hall.Benchmarks.dll"), "bare", data, address], ("DOTNET_gcServer", "1")));

    private static async Task<HubProcess> StartAsync(Func<string, Process> start)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var watch = Stopwatch.StartNew();
        var process = start(address.ToString().TrimEnd('/'));
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient { BaseAddress = address };
        while (!await IsReadyAsync(client))
        {
            if (process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(2))
            {
                throw new InvalidOperationException($"The program did not become ready: {await process.StandardError.ReadToEndAsync()}");
            }

            await Task.Delay(10);
        }

        return new(process, address, watch.Elapsed);
    }

    /// <summary>Makes a key with the hub's own command line.</summary>
    public static async Task<string> KeyAsync(string data)
    {
        using var process =
            Start(["key", "create", "--data", data, "--name", $"bench-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}", "--role",
                "integration"]);
        var key = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? key.Trim() : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public HttpClient Client(string? key) => ClientOf(Address, key);

    /// <summary>A client of a hub's API.</summary>
    public static HttpClient ClientOf(Uri address, string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1024, UseCookies = false, UseProxy = false })
        {
            BaseAddress = address, Timeout = TimeSpan.FromMinutes(10),
        };
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static string Hub { get; } = Path.Combine(BenchmarkHall.Root, "src", "Hall.Web", "bin", "Release", "net10.0", "hall.dll");

    /// <summary>The hub's own program with a verb.</summary>
    public static Process Start(IEnumerable<string> arguments) => StartProgram([Hub, .. arguments]);

    private static Process StartProgram(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
    }

    private static async Task<bool> IsReadyAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>A port that nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
