using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;

namespace Hall.Browser.Tests.Hosting;

/// <summary>A browser whose processes can be frozen, thawed and killed, as failing computers do it.</summary>
public sealed class BrowserProcess : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly string _mark;
    private readonly IPlaywright _playwright;
    private bool _isKilled;

    private BrowserProcess(string mark, IPlaywright playwright, IBrowser browser) =>
        (_mark, _playwright, Browser) = (mark, playwright, browser);

    /// <summary>The browser.</summary>
    public IBrowser Browser { get; }

    /// <summary>Starts one.</summary>
    /// <param name="maySound">Whether its pages may sound before somebody has touched them.</param>
    public static async Task<BrowserProcess> StartAsync(bool maySound = true)
    {
        // Chromium ignores flags that it does not know; this one is how its processes are found.
        var mark = $"--hall-test-{Guid.NewGuid():N}";
        var policy = maySound ? "no-user-gesture-required" : "document-user-activation-required";
        var (playwright, browser) = await BrowserFixture.LaunchAsync(new()
        {
            Args = [.. Flags, $"--autoplay-policy={policy}", mark],
            IgnoreDefaultArgs = maySound ? null : ["--mute-audio"],
        });
        return new(mark, playwright, browser);
    }

    /// <summary>Ends all its processes at once, as a power cut does.</summary>
    public void Kill()
    {
        _isKilled = true;
        Signal("KILL");
    }

    /// <summary>Stops all its processes where they are.</summary>
    public void Freeze() => Signal("STOP");

    /// <summary>Lets them go on as if nothing had happened.</summary>
    public void Thaw() => Signal("CONT");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_isKilled)
        {
            Thaw();
            await Browser.DisposeAsync();
        }

        _playwright.Dispose();
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", .. Family().Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        kill.WaitForExit();
    }

    private List<int> Family()
    {
        var parents = new Dictionary<int, int>();
        var family = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
            {
                continue;
            }

            try
            {
                // The name in brackets may hold anything; the parent is the second word behind it (proc(5)).
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                parents[id] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
                if (File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(_mark, StringComparison.Ordinal))
                {
                    family.Add(id);
                }
            }
            catch (IOException)
            {
                // It has ended meanwhile.
            }
        }

        Assert.NotEmpty(family);
        for (var i = 0; i < family.Count; i++)
        {
            family.AddRange(parents.Where(pair => pair.Value == family[i] && !family.Contains(pair.Key)).Select(pair => pair.Key));
        }

        return family;
    }
}
