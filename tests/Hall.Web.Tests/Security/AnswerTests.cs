using System.Net;
using Hall.Hub.Accounts;
using Hall.Hub.Tokens;
using Hall.Storage.Keys;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Web.Tests.Security;

/// <summary>What every answer carries or does not, and what a stranger's request may not do to the hub's log.</summary>
public sealed class AnswerTests
{
    [Fact]
    public async Task Get_EveryExportAndDownload_IsKeptByNobody()
    {
        await using var people = await PeopleHub.StartAsync();
        using var auditor = await people.SignedInAsync(Role.Auditor);
        using var manager = await people.SignedInAsync(Role.DutyManager);
        var files = people.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path =>
                path.Contains("/manager/", StringComparison.Ordinal)
                    && (path.Contains('.', StringComparison.Ordinal) || path.Contains("export", StringComparison.Ordinal)))
            .SelectMany(path =>
                new[] { "csv", "xlsx" }.Select(format => $"/{path.Trim('/')}".Replace("{hall}", "demo-small", StringComparison.Ordinal)
                .Replace("{format}", format, StringComparison.Ordinal).Replace("{form}", "interface", StringComparison.Ordinal))).Distinct()
                .ToList();
        Assert.True(files.Count > 8, string.Join('\n', files));
        var given = 0;
        foreach (var path in files)
        {
            foreach (var visitor in new[] { auditor, manager })
            {
                using var answer = await visitor.Client.GetAsync(path, TestContext.Current.CancellationToken);
                given += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
                Assert.True(answer.Headers.CacheControl?.NoStore == true, $"{path}: {answer.StatusCode} {answer.Headers.CacheControl}");
            }
        }

        Assert.True(given >= files.Count, $"{given} of {files.Count} files were given");
    }

    [Fact]
    public async Task Get_AssetsOfPages_AreKeptAsBefore()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.Anonymous();

        using var asset = await client.GetAsync("/assets/hall.css", TestContext.Current.CancellationToken);

        Assert.False(asset.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task Get_Anything_SaysNotWhatProgramItIsAndLetsPagesSpeakToThisHubOnly()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.Anonymous();
        foreach (var path in new[] { "/sign-in", "/assets/hall.css", "/nowhere", "/api/v1/halls", "/health/live" })
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.False(answer.Headers.Contains("Server"), path);
            Assert.Contains("connect-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/ü")]
    [InlineData("/全部")]
    [InlineData("/\ud83d\ude00 x\"<>")]
    [InlineData("/%zz%")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("/.//evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\r\nX: y")]
    [InlineData("/\u0085\u2028")]
    public async Task Get_ReturnUrlOfAnyText_IsAnsweredAndStaysHere(string text)
    {
        await using var hub = await HubFixture.StartedAsync();
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        var asked = Uri.EscapeDataString(text);
        foreach (var path in new[] { $"/look?returnUrl={asked}", $"/hand-over?returnUrl={asked}", $"/sign-in?returnUrl={asked}",
            $"/screen?to={asked}", $"/demo-small/counter/{asked}", $"/sign-in/openid?returnUrl={asked}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            if (answer.Headers.Location is { } location)
            {
                Assert.Equal(hub.Address.Authority, new Uri(hub.Address, location).Authority);
            }
        }
    }

    [Theory]
    [InlineData("hall-screen=x")]
    [InlineData("hall-staff=x")]
    [InlineData("hall-form=x")]
    [InlineData("hall-staff=CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("hall-form=CfDJ8AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("hall-screen-asking=x; hall-lang=x; hall-theme=x")]
    public async Task Ask_CookiesThatAreNoneOfTheHubs_WriteNothingIntoTheLog(string cookies)
    {
        var log = new LinesOfAll();
        await using var hub = await HubFixture.StartedAsync(builder => builder.Logging.AddProvider(log));
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = hub.Address };
        await AskAsync("/health/live");
        var before = log.Lines.Count;
        foreach (var path in new[] { "/", "/sign-in", "/screen", "/demo-small/board/all", "/api/v1/halls", "/_blazor/negotiate",
            "/t/nonsense" })
        {
            await AskAsync(path);
        }

        using var form = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
            { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", "x")]) };
        form.Headers.Add("Cookie", cookies);
        using var signed = await client.SendAsync(form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, signed.StatusCode);
        Assert.Equal([], log.Lines.Skip(before));

        async Task AskAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", cookies);
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 500);
        }
    }

    [Theory]
    [InlineData("/t/{0}/events")]
    [InlineData("/t/{0}/events/")]
    [InlineData("/T/{0}/Events")]
    [InlineData("/t/{0}/%65vents")]
    public async Task Get_StreamsOfOneCodeInMixedSpellings_CountTogether(string last)
    {
        await using var hub = await HubFixture.StartedAsync();
        using var kiosk = hub.As(KeyRole.Manager);
        using var issued = await kiosk.SendAsync("/tickets", new { service = "A01" });
        var token = (await issued.JsonAsync()).GetProperty("token").GetString()!;
        using var phone = hub.Anonymous();
        var open = new List<HttpResponseMessage>();
        string[] spellings = ["/t/{0}/events", "/t/{0}/events/", "/T/{0}/Events", "/t/{0}/EVENTS/"];
        for (var i = 0; i < 8; i++)
        {
            open.Add(await StreamAsync(spellings[i % spellings.Length]));
        }

        Assert.All(open, stream => Assert.Equal(HttpStatusCode.OK, stream.StatusCode));
        using var more = await StreamAsync(last);
        Assert.Equal("too-many-requests", await more.CodeAsync());
        open.ForEach(stream => stream.Dispose());

        Task<HttpResponseMessage> StreamAsync(string spelling) =>
            phone.GetAsync(spelling.Replace("{0}", token, StringComparison.Ordinal), HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Get_KiosksComplaintAddressByOnePhoneTooOften_IsLimitedForItAndForNobodyElse()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var phone = hub.Anonymous();
        var form = hub.App.Services.GetRequiredService<ComplaintLinks>()
            .ForKiosk(hub.Hall.Id, new("1"), hub.Hall.Snapshot.Plan.DayOf(hub.Hall.Now));
        for (var asked = 0; ; asked++)
        {
            Assert.InRange(asked, 0, 500);
            using var answer = await phone.FromAfarAsync(form);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                break;
            }
        }

        using var other = await phone.FromAfarAsync(form, "203.0.113.10");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private sealed class LinesOfAll : ILoggerProvider, ILogger
    {
        private readonly List<string> _lines = [];

        public List<string> Lines
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
