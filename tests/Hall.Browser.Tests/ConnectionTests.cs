using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hall.Browser.Tests.Hosting;
using Microsoft.Playwright;

namespace Hall.Browser.Tests;

/// <summary>What a page may speak to: this hub, also by a WebSocket, under the policy that names no other.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class ConnectionTests(BrowserFixture fixture)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_UnderThePolicy_SpeaksToItsHubByAWebSocketAndToNobodyElse(bool secure)
    {
        using var certificate = secure ? Certificate() : null;
        await using var own = secure ? await HubProcess.StartAsync("--demo --speed 0", certificate: certificate) : null;
        var hub = own ?? fixture.Hub;
        var page = await BrowserFixture.PageAsync(fixture.Browser, new() { IgnoreHTTPSErrors = true });
        var sockets = new ConcurrentQueue<string>();
        page.WebSocket += (_, socket) => sockets.Enqueue(socket.Url);
        foreach (var path in new[] { "/tongling/kiosk/1", "/tongling/board/all", "/tongling/manager" })
        {
            await page.GotoAsync(hub.At(path));
            await page.Locator("#hall-awake").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        }

        Assert.True(sockets.Count >= 3, $"{sockets.Count} sockets");
        Assert.All(sockets,
            url => Assert.StartsWith($"{(secure ? "wss" : "ws")}://{hub.Address.Authority}/_blazor", url, StringComparison.Ordinal));
        var elsewhere = await page.EvaluateAsync<string>("""
            () => new Promise(done => {
              addEventListener('securitypolicyviolation', violation => done(violation.effectiveDirective));
              try { new WebSocket('wss://elsewhere.example/'); } catch { }
            })
            """);
        Assert.Equal("connect-src", elsewhere);
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made =
            new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1),
                DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
