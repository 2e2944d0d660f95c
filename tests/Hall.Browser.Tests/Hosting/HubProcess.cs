using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;

namespace Hall.Browser.Tests.Hosting;

/// <summary>The real hub in a process of its own, on a free port and a data folder of its own.</summary>
public sealed partial class HubProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    private HubProcess(Process process, string dataFolder) => (_process, DataFolder) = (process, dataFolder);

    /// <summary>Where the hub keeps its data.</summary>
    public string DataFolder { get; }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>What it printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>What it holds of the machine's memory, MB of 1,048,576 bytes.</summary>
    public long ResidentMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / (1024 * 1024);
        }
    }

    /// <summary>Starts <c>hall run</c> with these arguments and waits until it is ready.</summary>
    public static async Task<HubProcess> StartAsync(
        string arguments, string? dataFolder = null, int port = 0, string? program = null, X509Certificate2? certificate = null)
    {
        var data = dataFolder ?? Directory.CreateTempSubdirectory("hall-browser-").FullName;
        program ??= Repository.Path("src", "Hall.Web", "bin", Configuration, "net10.0", "hall.dll");
        var process = new Process
        {
            StartInfo = new("dotnet",
                $"\"{program}\" run --data \"{data}\" --urls {(certificate is null ? "http" : "https")}://127.0.0.1:{port} {arguments}")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            },
        };
        if (certificate is not null)
        {
            var file = Path.Combine(data, "hub.pfx");
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pkcs12));
            process.StartInfo.Environment["Kestrel__Certificates__Default__Path"] = file;
        }

        var hub = new HubProcess(process, data);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) => hub.Read(line.Data, listening);
        process.ErrorDataReceived += (_, line) => hub.Read(line.Data, listening);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The hub ended:\n{hub.Output}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        hub.Address = await listening.Task.WaitAsync(Wait.Longest);
        return hub;
    }

    /// <summary>Ends it at once, as a power cut would, and keeps its data.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Its whole address of a path that begins with a slash.</summary>
    public string At(string path) => new Uri(Address, path).ToString();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process.Dispose();
        Directory.Delete(DataFolder, recursive: true);
    }

    private static string Configuration => AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";

    private void Read(string? line, TaskCompletionSource<Uri> listening)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        if (Listening().Match(line) is { Success: true } match)
        {
            listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http\S+)")]
    private static partial Regex Listening();
}
