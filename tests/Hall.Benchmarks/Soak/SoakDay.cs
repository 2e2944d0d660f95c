using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Core.Configuration;

namespace Hall.Benchmarks.Soak;

/// <summary>One business day, minute by minute over HTTP: citizens come, tellers call, start and complete, some hold, transfer or do not
/// come, citizens rate and follow on the phone.</summary>
internal sealed class SoakDay(HttpClient client, HallConfiguration hall, Func<string, Task> tell, int seed)
{
    private const int Minutes = 510;
    private static readonly string[] Levels = ["VerySatisfied", "Satisfied", "BasicallySatisfied", "VerySatisfied", "Dissatisfied"];
    private static readonly string[] Classes = [.. Enumerable.Repeat("none", 17), "elderly", "elderly", "disabled"];
    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, (long Ticket, string State)> _at = new();
    private int _completed;
    private readonly ConcurrentDictionary<long, string> _tokens = new();

    public int Issued { get; private set; }

    public int Completed => _completed;

    public async Task RunAsync(int tickets)
    {
        foreach (var counter in hall.Counters.Select(counter => counter.Counter.Value))
        {
            await PostAsync($"counters/{counter}/open", new { teller = $"t{counter}" });
            _at[counter] = (0, "idle");
        }

        for (var minute = 1; minute <= Minutes || _at.Values.Any(at => at.State != "idle"); minute++)
        {
            await tell("leap 60");
            await ComeAsync(Math.Min(tickets, tickets * minute / Minutes));
            await Task.WhenAll(_at.Keys.ToList().Select(WorkAsync));
        }

        foreach (var counter in _at.Keys)
        {
            await PostAsync($"counters/{counter}/close", new { });
        }
    }

    // All citizens of a minute at once, as kiosks and phones send them.
    private async Task ComeAsync(int until)
    {
        var come = until - Issued;
        Issued = Math.Max(until, Issued);
        await Task.WhenAll(Enumerable.Range(0, Math.Max(0, come)).Select(_ => ComeOneAsync()));
    }

    private async Task ComeOneAsync()
    {
        var service = hall.Services[Below(hall.Services.Count)].Code.Value;
        var other = hall.Services[Below(hall.Services.Count)].Code.Value;
        var priority = Classes[Below(Classes.Length)];
        using var answer = await PostAsync("tickets", Chance(20) && other != service
            ? (object)new { services = new[] { service, other } }
            : new { service, priority });
        using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync());
        var ticket = json.RootElement.GetProperty("ticketId").GetInt64();
        var token = json.RootElement.GetProperty("token").GetString()!;
        _tokens[ticket] = token;
        if (Chance(10))
        {
            using var phone = await client.GetAsync(new Uri($"/t/{token}", UriKind.Relative));
        }

        if (Chance(25))
        {
            using var left = Chance(2)
                ? await PostAsync($"tickets/{ticket}/abandon", new { }, mayFail: true)
                : await PostAsync($"tickets/{ticket}/postpone", new { places = 3 }, mayFail: true);
        }
    }

    private async Task WorkAsync(string counter)
    {
        var (ticket, state) = _at[counter];
        if (state == "serving")
        {
            await EndAsync(counter, ticket);
        }

        using var called = await PostAsync($"counters/{counter}/call-next", new { }, mayFail: true);
        if (called.StatusCode == HttpStatusCode.Conflict)
        {
            // The second matter of a visit goes on at the same counter.
            await PostAsync($"counters/{counter}/start", new { }, mayFail: true);
            _at[counter] = (ticket, "serving");
            return;
        }

        called.EnsureSuccessStatusCode();
        if (called.StatusCode == HttpStatusCode.NoContent)
        {
            _at[counter] = (0, "idle");
            return;
        }

        using var json = JsonDocument.Parse(await called.Content.ReadAsByteArrayAsync());
        ticket = json.RootElement.GetProperty("ticketId").GetInt64();
        var came = !Chance(30);
        using var next = await PostAsync($"counters/{counter}/{(came ? "start" : "no-show")}", new { });
        _at[counter] = came ? (ticket, "serving") : (0, "idle");
    }

    private async Task EndAsync(string counter, long ticket)
    {
        if (Chance(40))
        {
            await PostAsync($"counters/{counter}/hold", new { }, mayFail: true);
            await PostAsync($"counters/{counter}/return", new { ticketId = ticket }, mayFail: true);
            await PostAsync($"counters/{counter}/start", new { }, mayFail: true);
        }

        await PostAsync($"counters/{counter}/complete", new { });
        Interlocked.Increment(ref _completed);
        if (Chance(8))
        {
            await tell($"press {counter} {(Chance(5) ? 3 : 0)}");
        }
        else if (Chance(4) && _tokens.TryGetValue(ticket, out var token))
        {
            await PostAsync($"visits/{ticket}/feedback", new { token, level = Levels[Below(Levels.Length)], comment = "等得有点久" },
                mayFail: true);
        }
    }

    private bool Chance(int oneOf) => Below(oneOf) == 0;

    private int Below(int bound)
    {
        lock (_random)
        {
            return _random.Next(bound);
        }
    }

    private async Task<HttpResponseMessage> PostAsync<TBody>(string path, TBody body, bool mayFail = false)
    {
        var answer = await client.PostAsJsonAsync(new Uri($"/api/v1/halls/{BenchmarkHall.Name}/{path}", UriKind.Relative), body);
        return mayFail || answer.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
