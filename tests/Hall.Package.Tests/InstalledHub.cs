using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hall.Package.Tests;

/// <summary>The hub as it was installed into a scratch root, running as its own user on the root's data folder.</summary>
internal sealed partial class InstalledHub : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly List<string> _output = [];

    private InstalledHub(Process process) => _process = process;

    /// <summary>A client of it, without any sign-in.</summary>
    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<InstalledHub> StartAsync(ScratchRoot root)
    {
        var process = new Process { StartInfo = AsHall(root, "run", "--urls", "http://127.0.0.1:0"), EnableRaisingEvents = true };
        var hub = new InstalledHub(process);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => hub.Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => hub.Read(line.Data, listening);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The hub ended:\n{hub.Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        hub.Client.BaseAddress = await listening.Task.WaitAsync(Longest, TestContext.Current.CancellationToken);
        return hub;
    }

    /// <summary>Runs one of its verbs to the end on the root's data folder; what it printed.</summary>
    public static Task<string> SayAsync(ScratchRoot root, params string[] arguments)
    {
        var start = AsHall(root, arguments);
        return Tool.SayAsync(start.FileName, [.. start.ArgumentList]);
    }

    /// <summary>Stops it as systemd does.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            await Tool.RunAsync("kill", "-TERM", Invariant($"{_process.Id}"));
            await _process.WaitForExitAsync().WaitAsync(Longest);
        }

        _process.Dispose();
    }

    private string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    private static ProcessStartInfo AsHall(ScratchRoot root, params string[] arguments)
    {
        var (user, group) = root.NumbersOf("hall");
        return new("setpriv",
            ["--reuid", user, "--regid", group, "--clear-groups",
                root.At("usr/lib/hall-hub/hall"), .. arguments, "--data", root.At("var/lib/hall")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
    }

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        lock (_output)
        {
            _output.Add(line ?? "");
        }

        if (line is not null && Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http\S+)")]
    private static partial Regex Listening();
}
