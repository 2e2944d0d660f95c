using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Hall.Hub.Ratings;
using Hall.Storage.Ratings;

namespace Hall.Benchmarks;

/// <summary>The page "Satisfaction" over HTTP: from the request of somebody who signed in to the last byte of the page with its
/// figures.</summary>
internal static partial class RatingPages
{
    private const int Times = 9;

    public static async Task<object> RunAsync(string data, ReportSpan years, ReportSpan month)
    {
        await using var hub = await HubProcess.StartAsync(data, BenchmarkHall.Tongling(), "--demo", "--speed", "0");
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address, Timeout = TimeSpan.FromMinutes(2) };
        await SignInAsync(client);
        var page = $"/{BenchmarkHall.Name}/manager/satisfaction";
        var cuts = new Dictionary<string, object>();
        foreach (var by in PartNames.All)
        {
            cuts[by] = await OpenAsync(client, $"{page}?{Days(years)}&by={by}", "share");
        }

        return new
        {
            readySeconds = Math.Round(hub.Ready.TotalSeconds, 2),
            yearsFirst = cuts[PartNames.All[0]], years = cuts,
            month = await OpenAsync(client, $"{page}?{Days(month)}&by=service", "share"),
            monthByTeller = await OpenAsync(client, $"{page}?{Days(month)}&by=teller", "share"),
            tableOfYears = await OpenAsync(client, $"{page}/table.xlsx?{Days(years)}&by=service", null),
            rowsOfYears = await OpenAsync(client, $"{page}/rows?{Days(years)}&set=Served", "words"),
            badOfYears = await OpenAsync(client, $"{page}/rows?{Days(years)}&set=Bad", "words"),
            asideOfYears = await OpenAsync(client, $"{page}/rows?{Days(years)}&set=Aside", "figures"),
            badOfATellerOfYears = await OpenAsync(client, $"{page}/rows?{Days(years)}&set=Bad&teller=1007", "words"),
            rowsOfMonth = await OpenAsync(client, $"{page}/rows?{Days(month)}&set=Bad", "words"),
        };
    }

    private static async Task<object> OpenAsync(HttpClient client, string address, string? shows)
    {
        var taken = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var began = TimeProvider.System.GetTimestamp();
            var answer = await client.GetByteArrayAsync(new Uri(address, UriKind.Relative));
            taken.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            if (shows is not null && !System.Text.Encoding.UTF8.GetString(answer).Contains($"{shows}\"", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{address} does not show what it should.");
            }
        }

        return new { first = Math.Round(taken[0], 1), median = Math.Round(taken.Order().ElementAt(Times / 2), 1) };
    }

    private static async Task SignInAsync(HttpClient client)
    {
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", Token().Match(page).Groups[1].Value), new("who", "9002"), new("secret", "hall-demonstration"),
            new("returnUrl", "/"),
        ]);
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        if (answer.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException($"The sign-in was answered with {answer.StatusCode}.");
        }
    }

    private static string Days(ReportSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"from={span.From:yyyy-MM-dd}&to={span.To:yyyy-MM-dd}");

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
