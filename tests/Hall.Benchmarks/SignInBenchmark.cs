using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Hall.Benchmarks;

/// <summary>Sign-in with the password hash's default cost, the hub on one core: from the form's post to the answer that lets in.</summary>
internal static partial class SignInBenchmark
{
    public static async Task<object> RunAsync(int times)
    {
        Environment.SetEnvironmentVariable("DOTNET_PROCESSOR_COUNT", "1");
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        await using var hub = await HubProcess.StartAsync(data, BenchmarkHall.Tongling(), "--demo", "--speed", "0");
        var took = new List<double>();
        var whole = Stopwatch.StartNew();
        for (var i = 0; i < times; i++)
        {
            using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false };
            using var client = new HttpClient(handler) { BaseAddress = hub.Address };
            client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
            var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
            using var form = new FormUrlEncodedContent(
            [
                new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("who", "9001"),
                new("secret", "hall-demonstration"), new("returnUrl", "/"),
            ]);
            var watch = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
            took.Add(Stopwatch.GetElapsedTime(watch).TotalMilliseconds);
            if (answer.StatusCode != HttpStatusCode.SeeOther)
            {
                throw new InvalidOperationException($"The sign-in was answered with {answer.StatusCode}.");
            }
        }

        return new { benchmark = "sign-in", hubProcessors = 1, times, milliseconds = Latencies.Of(took, whole.Elapsed.TotalSeconds),
            longest = Math.Round(took.Max(), 1) };
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
