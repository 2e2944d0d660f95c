using System.Diagnostics;

namespace Hall.Devices.Tests.Support;

/// <summary>Two pseudo-terminals joined by socat, as a serial cable: what goes into one comes out of the other.</summary>
internal sealed class PtyPair : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hall-pty-");
    private Process? socat;

    /// <summary>The end for the hub.</summary>
    public string HubEnd => Path.Combine(folder.FullName, "hub");

    /// <summary>The end for the pad.</summary>
    public string PadEnd => Path.Combine(folder.FullName, "pad");

    public static async Task<PtyPair> PlugInAsync()
    {
        var pair = new PtyPair();
        await pair.PlugAsync();
        return pair;
    }

    /// <summary>Makes the two ends, under the same names each time.</summary>
    public async Task PlugAsync()
    {
        socat = Process.Start(new ProcessStartInfo("socat", [$"pty,raw,echo=0,link={HubEnd}", $"pty,raw,echo=0,link={PadEnd}"]))
            ?? throw new InvalidOperationException("socat did not start.");
        await Eventually.Holds(
            () => socat.HasExited || (File.Exists(HubEnd) && File.Exists(PadEnd)), "socat makes both ends");
        Assert.False(socat.HasExited);
    }

    /// <summary>Pulls the cable: both ends are gone.</summary>
    public async Task PullAsync()
    {
        if (socat is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync().Soon();
            process.Dispose();
            socat = null;
            File.Delete(HubEnd);
            File.Delete(PadEnd);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await PullAsync();
        folder.Delete(recursive: true);
    }
}
