using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>
/// What a browser that knows nothing yet loads for a page, in bytes as a published hub sends them: sheets, scripts and pictures compressed
/// (a hub that was only built stores its own without compressing them, so it is done here), documents as they come.
/// </summary>
internal sealed class ColdStart
{
    private static readonly string[] LeftOut = ["/_framework/", "/_blazor"];
    private static readonly string[] Kinds = ["document", "stylesheet", "script", "image"];
    private readonly ConcurrentQueue<IResponse> _responses = new();

    private ColdStart()
    {
    }

    /// <summary>Begins to watch what a page loads.</summary>
    public static ColdStart Watch(IPage page)
    {
        var start = new ColdStart();
        page.Response += (_, response) => start._responses.Enqueue(response);
        return start;
    }

    /// <summary>Each file with its bytes, the largest first: without fonts, sounds, the framework's own and what is asked for by a
    /// script.</summary>
    public async Task<IReadOnlyList<(string Path, long Bytes)>> CountAsync()
    {
        var counted = new List<(string Path, long Bytes)>();
        foreach (var response in _responses.Where(one => one.Ok && Kinds.Contains(one.Request.ResourceType)))
        {
            var path = new Uri(response.Url).AbsolutePath;
            if (!LeftOut.Any(part => path.Contains(part, StringComparison.Ordinal)))
            {
                var body = await response.BodyAsync();
                counted.Add((path, response.Request.ResourceType == "document" ? body.Length : Compressed(body)));
            }
        }

        return [.. counted.OrderByDescending(one => one.Bytes)];
    }

    private static long Compressed(byte[] body)
    {
        using var into = new MemoryStream();
        using (var zip = new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(body);
        }

        return into.Length;
    }
}
