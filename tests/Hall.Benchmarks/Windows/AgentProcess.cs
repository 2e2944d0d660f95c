using System.Diagnostics;
using System.Globalization;

namespace Hall.Benchmarks.Windows;

/// <summary>An agent as its own process, and what it takes.</summary>
internal sealed class AgentProcess : IDisposable
{
    private readonly Process _process;

    public AgentProcess(string hub, string key, string state)
    {
        var program = Path.Combine(BenchmarkHall.Root, "src", "Hall.Agent", "bin", "Release", "net10.0", "hall-agent.dll");
        var start = new ProcessStartInfo("dotnet", [program, "run", "--hub", hub, "--state", state, "--status-port", "0"])
            { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HALL_AGENT_KEY"] = key;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Anonymous memory, MB of 1,048,576 bytes.</summary>
    public double AnonymousMegabytes => Math.Round(double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024, 1);

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
