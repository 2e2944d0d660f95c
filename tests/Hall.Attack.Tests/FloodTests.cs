using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Hall.Storage.Keys;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Security;

namespace Hall.Attack.Tests;

/// <summary>
/// Floods of every address that anybody may ask, and of guesses: what they cost is counted, nobody else is kept out, and the limits that
/// docs/SECURITY.md names are there.
/// </summary>
public sealed class FloodTests(AttackedHub hub)
{
    private const int MostMegabytes = 200;
    private const int MostRows = 40;

    // What forms of the sign-in have in a minute.
    private const int PerDevice = 600;

    // What has a limit by address; the rest costs as little as a refusal would, or counts by itself.
    private static readonly HashSet<string> Limited =
    [
        "GET /t/{token}", "GET /t/{token}/events", "GET /t/{token}/{action}", "POST /t/{token}/{action}", "GET /c/{hall}/{number}/{proof}",
        "POST /c/{hall}/{number}/{proof}",
        "POST /setup", "POST /setup/{secret}", "GET /api/{**rest}", "POST /api/{**rest}",
    ];

    private static int Requests => AttackedHub.IsLong ? 2_000 : 150;

    [Fact]
    public async Task Flood_OfEveryAddressForAnybody_CostsLittleAndKeepsNobodyOut()
    {
        var flooded = hub.Addresses.Where(address =>
            AddressTable.Expected.TryGetValue(address.Pattern, out var guard)
            && guard.Contains(AddressTable.Anybody, StringComparison.Ordinal))
            .SelectMany(address => (address.Methods.Count == 0 ? ["GET", "POST"] : address.Methods)
                .Where(method => method is "GET" or "POST").Select(method => (Method: method, address.Pattern))).ToList();
        Assert.True(flooded.Count > 25, string.Join('\n', flooded));
        var (before, found, costs) = (Cost.Of(hub), new List<string>(), new List<object>());
        foreach (var (method, pattern) in flooded)
        {
            var name = $"{method} {pattern}";
            var began = Stopwatch.GetTimestamp();
            var answers = await FloodAsync(method, AddressTable.At(pattern));
            costs.Add(new { address = name, seconds = Math.Round(Stopwatch.GetElapsedTime(began).TotalSeconds, 2),
                answers = answers.ToDictionary(pair => $"{(int)pair.Key}", pair => pair.Value) });
            if (answers.Keys.Any(status => (int)status >= 500))
            {
                found.Add($"{name}: {string.Join(", ", answers)}");
            }

            // What comes back within the flood is let through, too: one a second.
            var isLimited = Limited.Contains(name) || (Requests > PerDevice && name == "POST /sign-in");
            if (isLimited != answers.ContainsKey(HttpStatusCode.TooManyRequests))
            {
                found.Add($"{name} has {(isLimited ? "no" : "a")} limit: {string.Join(", ", answers)}");
            }

            await HonestAsync();
        }

        var after = Cost.Of(hub);
        TestContext.Current.TestOutputHelper?.WriteLine(JsonSerializer.Serialize(new { costs, before, after }));
        Assert.Equal([], found);
        Assert.Equal((before.Events, before.Accounts, before.Complaints), (after.Events, after.Accounts, after.Complaints));
        Assert.InRange(after.Audit - before.Audit, 0, MostRows);
        Assert.InRange(after.ResidentMegabytes - before.ResidentMegabytes, -MostMegabytes, MostMegabytes);
        Assert.InRange(after.FolderKilobytes - before.FolderKilobytes, -50_000, 5_000);
        hub.HasNoFaults();
    }

    [Fact]
    public async Task Flood_OfGuessesAtEveryAccount_ShutsNobodyOutWhoWorksHere()
    {
        var worker = await hub.SignInAsync("guessed-1");
        var (stranger, rows) = (hub.Visit(), hub.Rows("people.db", "audit"));
        foreach (var staff in new[] { "guessed-1", "guessed-2", "guessed-3", "nobody-at-all" })
        {
            for (var guess = 0; guess < 6; guess++)
            {
                using var answer = await stranger.SignInAsync(staff, $"wrong guess {guess}");
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            }
        }

        // The machine on which somebody worked before, and the right password; the stranger has to wait, even with it.
        using var known = await worker.SignInAsync("guessed-1", PeopleHub.Password);
        using var guessed = await stranger.SignInAsync("guessed-1", PeopleHub.Password);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized), (known.StatusCode, guessed.StatusCode));
        Assert.InRange(hub.Rows("people.db", "audit") - rows, 1, MostRows);
        hub.HasNoFaults();
    }

    [Theory]
    [InlineData("2001:db8:15:1::{0:x}", true)]
    [InlineData("2001:db8:14:{0:x}::1", false)]
    [InlineData("::ffff:198.51.100.{0}", false)]
    public async Task Flood_OfGuessesFromManyAddresses_IsLimitedWhereOneMachineMayHaveThemAll(string addresses, bool isLimited)
    {
        var answers = new HashSet<HttpStatusCode>();
        for (var number = 1; number <= 120; number++)
        {
            using var program = hub.Program(null);
            program.DefaultRequestHeaders.Remove("X-Forwarded-For");
            program.DefaultRequestHeaders.Add("X-Forwarded-For", string.Format(CultureInfo.InvariantCulture, addresses, number));
            using var answer = await program.GetAsync("/t/nonsense", TestContext.Current.CancellationToken);
            answers.Add(answer.StatusCode);
        }

        Assert.Equal(isLimited, answers.Contains(HttpStatusCode.TooManyRequests));
    }

    // From one machine, sixteen at a time.
    private async Task<Dictionary<HttpStatusCode, int>> FloodAsync(string method, string path)
    {
        var answers = new ConcurrentDictionary<HttpStatusCode, int>();
        using var flood = hub.Program(null);
        await Parallel.ForEachAsync(Enumerable.Range(0, Requests), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, cancel) =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (method == "POST")
            {
                request.Content = new FormUrlEncodedContent([new("who", "guessed-3"), new("secret", "guess"), new("title", "a"),
                    new("content", "b")]);
            }

            using var answer = await flood.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            answers.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        });
        return new(answers);
    }

    // Somebody else's page, a program of the hall and its health.
    private async Task HonestAsync()
    {
        using var visitor = hub.Program(null);
        using var page = await visitor.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        using var office = hub.Program(hub.Keys[KeyRole.Manager]);
        using var hall = await office.GetAsync($"/api/v1/halls/{AttackedHub.Hall}", TestContext.Current.CancellationToken);
        using var health = await visitor.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, hall.StatusCode, health.StatusCode));
    }

    private sealed record Cost(long Events, long Audit, long Accounts, long Complaints, long ResidentMegabytes, long FolderKilobytes)
    {
        public static Cost Of(AttackedHub hub) => new(
            hub.Rows("hall.db", "journal"), hub.Rows("people.db", "audit"), hub.Rows("people.db", "people"),
            hub.Rows("care.db", "complaints"), hub.Process.ResidentMegabytes,
            new DirectoryInfo(hub.Process.DataFolder).EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.Directory?.Name != "voice").Sum(file => file.Exists ? file.Length : 0) / 1024);
    }
}
