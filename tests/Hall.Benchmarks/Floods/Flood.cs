using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hall.Benchmarks.Floods;

/// <summary>
/// Requests at a pace that does not wait for answers, from 250 machines in turn, as a proxy would say them. Forms of the sign-in carry what
/// the page asks for and a guess, so that each is compared.
/// </summary>
internal sealed partial class Flood(Uri hub, IReadOnlyList<AnonymousAddress> addresses, int perSecond)
{
    private const int Machines = 250;
    private const int MostAtOnce = 500;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private string _cookie = "";
    private string _token = "";
    private int _atOnce;

    /// <summary>How often each status was answered; <c>none</c> where the hub hung up.</summary>
    public SortedDictionary<string, int> Answers => new(_answers, StringComparer.Ordinal);

    /// <summary>Requests that were not sent, because too many waited for their answer.</summary>
    public int NotSent { get; private set; }

    public async Task RunAsync(TimeSpan length)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = MostAtOnce, UseCookies = false, UseProxy = false, AllowAutoRedirect = false,
        })
        {
            BaseAddress = hub,
        };
        await AskForTheFormAsync(client);
        using var timer = new PeriodicTimer(Tick);
        var (watch, sent, running) = (Stopwatch.StartNew(), 0, new ConcurrentBag<Task>());
        while (watch.Elapsed < length && await timer.WaitForNextTickAsync())
        {
            for (var due = (int)(watch.Elapsed.TotalSeconds * perSecond); sent < due; sent++)
            {
                if (Volatile.Read(ref _atOnce) >= MostAtOnce)
                {
                    NotSent++;
                    continue;
                }

                Interlocked.Increment(ref _atOnce);
                running.Add(SendAsync(client, addresses[sent % addresses.Count], sent));
            }
        }

        await Task.WhenAll(running);
    }

    private async Task SendAsync(HttpClient client, AnonymousAddress address, int number)
    {
        try
        {
            using var request = new HttpRequestMessage(new HttpMethod(address.Method), address.Path);
            request.Headers.Add("X-Forwarded-For", $"198.51.100.{number % Machines}");
            request.Headers.Accept.ParseAdd("text/html");
            if (address.Method == "POST")
            {
                request.Headers.Add("Cookie", _cookie);
                request.Content = new FormUrlEncodedContent(
                [
                    new("__RequestVerificationToken", _token), new("who", $"{number % 100_000}"), new("secret", "a guess"),
                        new("title", "a"), new("content", "b"),
                ]);
            }

            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            _answers.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, count) => count + 1);
        }
        catch (HttpRequestException)
        {
            _answers.AddOrUpdate("none", 1, (_, count) => count + 1);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private async Task AskForTheFormAsync(HttpClient client)
    {
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        _token = Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value;
        _cookie = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
