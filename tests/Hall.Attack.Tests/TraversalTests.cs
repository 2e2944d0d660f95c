using System.Collections.Concurrent;
using System.Text;
using Hall.Hub.Accounts;

namespace Hall.Attack.Tests;

/// <summary>No spelling of a path leads out of what the hub serves.</summary>
public sealed class TraversalTests(AttackedHub hub)
{
    private const int Looked = 64 * 1024;

    private static readonly string[] Ups =
    [
        "../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "....//", "..;/", "%c0%ae%c0%ae/", "..%00/",
        "%ef%bc%8e%ef%bc%8e/",
    ];

    private static readonly string[] Folders =
    [
        "/", "/_content/", "/_content/MudBlazor/", "/_framework/", "/photo/", "/demo-small/voice/", "/demo-small/voice/pages/",
        "/demo-small/manager/satisfaction/exchange/",
        "/t/", "/c/demo-small/", "/openapi/", "/demo-small/board/all/",
    ];

    public static TheoryData<string> Askers => ["nobody", Role.Auditor, Role.Administrator];

    [Theory]
    [MemberData(nameof(Askers))]
    public async Task Get_EverySpellingOutOfEveryFolder_GivesNothingOfTheDisk(string who)
    {
        var visitor = who == "nobody" ? hub.Visit() : await hub.SignedInAsync(who);
        string[] keys = [.. Directory.GetFiles(hub.Process.DataFolder, "*.key")
            .Append(Path.Combine(hub.Process.DataFolder, "console.json"))];
        Assert.True(keys.Length > 2, string.Join('\n', keys));
        string[] secrets = ["root:x:0:", "SQLite format 3",
            .. keys.Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))[..16])];
        string[] wanted = [.. new[] { "chain.key", "secret.key", "people.db", "console.json", "keys/" }
            .Select(name => $"{hub.Process.DataFolder.TrimStart('/')}/{name}"), "etc/passwd", "hall.dll", "people.db"];
        var found = new ConcurrentBag<string>();
        var tries = Ups.SelectMany(up => Folders.SelectMany(folder =>
            Chosen(wanted, up.Length + folder.Length).Select(file => folder + string.Concat(Enumerable.Repeat(up, 8)) + file)));
        await Parallel.ForEachAsync(tries, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (path, cancel) =>
        {
            var raw = new Uri($"http://{hub.Process.Address.Authority}{path}",
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            using var request = new HttpRequestMessage(HttpMethod.Get, raw);
            request.Headers.Add("X-Forwarded-For", AttackedHub.FreshAddress());
            using var answer = await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            var text = await BeginningAsync(answer, cancel);
            if ((int)answer.StatusCode >= 500 || secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
            {
                found.Add($"{path}: {answer.StatusCode}");
            }
        });

        Assert.Equal([], found);
        hub.HasNoFaults();
    }

    // Two of them for each folder in a run before a change, all in a long one.
    private static string[] Chosen(string[] wanted, int from) =>
        AttackedHub.IsLong ? wanted : [wanted[from % wanted.Length], wanted[(from + 3) % wanted.Length]];

    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancel);
        var bytes = new byte[Looked];
        return Encoding.Latin1.GetString(bytes, 0, await body.ReadAtLeastAsync(bytes, Looked, throwOnEndOfStream: false, cancel));
    }
}
