using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hall.Core.Engine;
using Hall.Storage.Alerts;
using Hall.Storage.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Security;

/// <summary>A hub with a certificate and one without.</summary>
public sealed class HttpsTests
{
    private const string Afar = "203.0.113.9";

    [Theory]
    [InlineData("GET", "/sign-in?returnUrl=%2F", "/sign-in?returnUrl=%2F")]
    [InlineData("HEAD", "/", "/")]
    [InlineData("GET", "/t/nonsense", "/t/nonsense")]
    [InlineData("GET", "/assets/hall.css", "/assets/hall.css")]
    [InlineData("GET", "/demo-small/board/%E5%85%A8?x=%E5%85%A8", "/demo-small/board/%E5%85%A8?x=%E5%85%A8")]
    [InlineData("GET", "//evil.example/x", "//evil.example/x")]
    public async Task Get_PageFromAnotherMachineWithoutHttps_IsLedToHttpsUnderTheSameName(string method, string path, string to)
    {
        await using var hub = await SecureAsync();
        var port = SecureAddress(hub).Port;

        using var answer = await SendAsync(hub.Address, method, path, Afar, "hall.example:5080");

        Assert.Equal((HttpStatusCode)308, answer.StatusCode);
        Assert.Equal($"https://hall.example:{port}{to}", answer.Headers.Location!.OriginalString);
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("POST", "/sign-in")]
    [InlineData("GET", "/api/v1/halls")]
    [InlineData("POST", "/api/v1/halls/demo-small/tickets")]
    [InlineData("GET", "/hubs/devices")]
    [InlineData("POST", "/hubs/devices/negotiate")]
    [InlineData("GET", "/_blazor")]
    [InlineData("POST", "/_blazor/negotiate")]
    [InlineData("GET", "/t/nonsense/events")]
    [InlineData("GET", "/demo-small/board/all/stream/")]
    public async Task Ask_OtherThanForAPageFromAnotherMachineWithoutHttps_IsRefusedAndNothingHappens(string method, string path)
    {
        await using var hub = await SecureAsync();
        var before = (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version;
        using var key = hub.As(KeyRole.Manager);

        using var answer =
            await SendAsync(hub.Address, method, path, Afar, "hall.example", key.DefaultRequestHeaders.Authorization!.ToString());

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("https-required", await answer.CodeAsync());
        Assert.Equal(before, (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version);
    }

    [Theory]
    [InlineData("/sign-in", null, HttpStatusCode.OK)]
    [InlineData("/api/v1/halls", null, HttpStatusCode.Unauthorized)]
    [InlineData("/health/live", Afar, HttpStatusCode.OK)]
    [InlineData("/health/ready", Afar, HttpStatusCode.OK)]
    [InlineData("/metrics", Afar, HttpStatusCode.Unauthorized)]
    public async Task Get_ThisMachineHealthAndFigures_StayWithoutHttps(string path, string? from, HttpStatusCode expected)
    {
        await using var hub = await SecureAsync();

        using var answer = await SendAsync(hub.Address, "GET", path, from, null);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Get_ByHttps_IsKeptThereForHalfAYearWithoutNeighbours()
    {
        await using var hub = await SecureAsync();

        using var answer = await SendAsync(SecureAddress(hub), "GET", "/sign-in", Afar, "hall.example");
        using var here = await SendAsync(SecureAddress(hub), "GET", "/sign-in", null, null);

        Assert.Equal(["max-age=15552000"], answer.Headers.GetValues("Strict-Transport-Security"));
        Assert.False(here.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Get_BehindAProxyThatHasTheCertificate_IsAnsweredAsBefore()
    {
        await using var hub = await HubFixture.StartedAsync();

        using var plain = await SendAsync(hub.Address, "GET", "/sign-in", Afar, "hall.example");
        using var secure = await SendAsync(hub.Address, "GET", "/sign-in", Afar, "hall.example", proto: "https");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (plain.StatusCode, secure.StatusCode));
        Assert.False(secure.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/sign-in?lang=en")]
    [InlineData("/screen")]
    [InlineData("/look?contrast=high&theme=dark&text=large")]
    [InlineData("/sign-out")]
    public async Task Get_CookiesOfEveryKind_AreSecureUnderHttpsOnly(string path)
    {
        await using var hub = await HubFixture.StartedAsync();

        using var secure = await SendAsync(hub.Address, path == "/sign-out" ? "POST" : "GET", path, Afar, "hall.example", proto: "https");
        using var plain = await SendAsync(hub.Address, "GET", path, Afar, "hall.example");

        var cookies = secure.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToList() : [];
        Assert.True(path == "/sign-out" || cookies.Count > 0);
        Assert.All(cookies, cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(plain.Headers.TryGetValues("Set-Cookie", out var open) ? open : [],
            cookie => Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Start_PlainAddressBesideACertificate_IsNoAlertAndAloneIsOne()
    {
        await using var both = await SecureAsync("http://0.0.0.0:0;https://127.0.0.1:0");
        await using var plain = await HubFixture.StartedAsync(options: options => options with { Urls = "http://0.0.0.0:0" });

        Assert.DoesNotContain(both.App.Services.GetRequiredService<HubAlerts>().All, alert => alert.Kind == AlertKind.NoHttps);
        Assert.Contains(plain.App.Services.GetRequiredService<HubAlerts>().All, alert => alert.Kind == AlertKind.NoHttps);
    }

    private static Task<HubFixture> SecureAsync(string urls = "http://127.0.0.1:0;https://127.0.0.1:0") => HubFixture.StartedAsync(
        builder =>
            builder.WebHost.ConfigureKestrel(server => server.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificate())),
            options => options with { Urls = urls });

    private static Uri SecureAddress(HubFixture hub) => new(hub.App.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal)));

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hall.example", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private static async Task<HttpResponseMessage> SendAsync(Uri address, string method, string path, string? from, string? host,
        string? key = null, string? proto = null)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false,
            ServerCertificateCustomValidationCallback = (_, _, _, _) => true };
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address.GetLeftPart(UriPartial.Authority) + path));
        request.Headers.Host = host;
        foreach (var (name, value) in new[] { ("X-Forwarded-For", from), ("X-Forwarded-Proto", proto), ("Authorization", key) })
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        await answer.Content.LoadIntoBufferAsync(TestContext.Current.CancellationToken);
        return answer;
    }
}
