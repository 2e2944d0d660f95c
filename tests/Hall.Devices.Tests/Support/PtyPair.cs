using System.Diagnostics;

namespace Hall.Devices.Tests.Support;

/// <summary>Two pseudo-terminals joined by socat, as a serial cable: what goes into one comes out of the other.</summary>
internal sealed class PtyPair : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hall-pty-");
    private Process? _socat;

    /// <summary>The end for the hub.</summary>
    public string HubEnd => Path.Combine(_folder.FullName, "hub");

    /// <summary>The end for the pad.</summary>
    public string PadEnd => Path.Combine(_folder.FullName, "pad");

    public static async Task<PtyPair> PlugInAsync()
    {
        var pair = new PtyPair();
        await pair.PlugAsync();
        return pair;
    }

    /// <summary>Makes the two ends, under the same names each time.</summary>
    public async Task PlugAsync()
    {
        _socat = Process.Start(new ProcessStartInfo("socat", [$"pty,raw,echo=0,link={HubEnd}", $"pty,raw,echo=0,link={PadEnd}"]))
            ?? throw new InvalidOperationException("socat did not start.");
        await Eventually.Holds(
            () => _socat.HasExited || (File.Exists(HubEnd) && File.Exists(PadEnd)), "socat makes both ends");
        Assert.False(_socat.HasExited);
    }

    /// <summary>Pulls the cable: both ends are gone.</summary>
    public async Task PullAsync()
    {
        if (_socat is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync().Soon();
            process.Dispose();
            _socat = null;
            File.Delete(HubEnd);
            File.Delete(PadEnd);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await PullAsync();
        _folder.Delete(recursive: true);
    }
}
