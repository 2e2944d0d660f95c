using System.Diagnostics;

namespace Hall.Browser.Tests.Hosting;

/// <summary>A real pair of pseudo-terminals made by socat: what goes into one end comes out of the other.</summary>
public sealed class SerialCable : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hall-cable-");
    private Process? _socat;

    /// <summary>The hub's end.</summary>
    public string HubEnd => Path.Combine(_folder.FullName, "hub");

    /// <summary>The pad's end.</summary>
    public string PadEnd => Path.Combine(_folder.FullName, "pad");

    /// <summary>Plugs the cable in, under the same names each time.</summary>
    public async Task PlugAsync()
    {
        _socat = Process.Start("socat", [$"pty,raw,echo=0,link={HubEnd}", $"pty,raw,echo=0,link={PadEnd}"]);
        await Wait.UntilAsync(() => File.Exists(HubEnd) && File.Exists(PadEnd), "socat makes both ends");
    }

    /// <summary>Pulls it: both ends are gone.</summary>
    public async Task PullAsync()
    {
        if (_socat is { } socat)
        {
            socat.Kill();
            await socat.WaitForExitAsync();
            socat.Dispose();
            _socat = null;
            File.Delete(HubEnd);
            File.Delete(PadEnd);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await PullAsync();
        _folder.Delete(recursive: true);
    }
}
