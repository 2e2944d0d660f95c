using System.Text.Json;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>What a browser that knows nothing yet loads for a page, in bytes on the wire, compressed as the hub sends it.</summary>
internal sealed class ColdStart
{
    private readonly Dictionary<string, string> _addresses = [];
    private readonly Dictionary<string, long> _bytes = [];

    private ColdStart()
    {
    }

    /// <summary>Bytes of everything but fonts, the framework's own script and sounds.</summary>
    public long Bytes
    {
        get
        {
            lock (_bytes)
            {
                return Counted.Sum(one => one.Value);
            }
        }
    }

    // Whoever wants to know which file it was reads it from here.
    private IEnumerable<KeyValuePair<string, long>> Counted =>
        _bytes.Where(one => !one.Key.Contains("/_framework/", StringComparison.Ordinal) && !one.Key.Contains("/sound", StringComparison.Ordinal)
            && !one.Key.EndsWith(".wav", StringComparison.Ordinal) && !one.Key.EndsWith(".woff2", StringComparison.Ordinal));

    /// <summary>Begins to count what a page loads.</summary>
    public static async Task<ColdStart> CountAsync(IPage page)
    {
        var start = new ColdStart();
        var session = await page.Context.NewCDPSessionAsync(page);
        session.Event("Network.requestWillBeSent").OnEvent += (_, seen) =>
            start.Note(seen, (id, told) => start._addresses[id] = told.GetProperty("request").GetProperty("url").GetString()!);
        session.Event("Network.loadingFinished").OnEvent += (_, seen) =>
            start.Note(seen, (id, told) => start._bytes[start._addresses.GetValueOrDefault(id, id)] = told.GetProperty("encodedDataLength").GetInt64());
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        return start;
    }

    /// <summary>Each file with its bytes, the largest first.</summary>
    public override string ToString()
    {
        lock (_bytes)
        {
            return string.Join(", ", Counted.OrderByDescending(one => one.Value).Select(one => $"{new Uri(one.Key).AbsolutePath} {one.Value}"));
        }
    }

    private void Note(JsonElement? seen, Action<string, JsonElement> note)
    {
        if (seen is { } told)
        {
            lock (_bytes)
            {
                note(told.GetProperty("requestId").GetString()!, told);
            }
        }
    }
}
