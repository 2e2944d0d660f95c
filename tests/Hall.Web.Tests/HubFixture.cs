using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Hub.Keys;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests;

/// <summary>A real hub on a free port of this machine, with a data folder of its own and the small demonstration hall.</summary>
public sealed class HubFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-test").FullName;
    private readonly Action<WebApplicationBuilder>? _configure;
    private readonly Func<HubOptions, HubOptions> _options = options => options;
    private WebApplication? _app;
    private int _keys;

    /// <summary>The hall's address in the API.</summary>
    public const string HallPath = "/api/v1/halls/demo-small";

    /// <summary>The hub of a class of tests.</summary>
    public HubFixture()
    {
    }

    private HubFixture(Action<WebApplicationBuilder>? configure, Func<HubOptions, HubOptions> options) =>
        (_configure, _options) = (configure, options);

    /// <summary>A hub of one test's own, with something swapped, such as the clock; dispose it.</summary>
    public static async Task<HubFixture> StartedAsync(Action<WebApplicationBuilder>? configure = null,
        Func<HubOptions, HubOptions>? options = null)
    {
        var hub = new HubFixture(configure, options ?? (given => given));
        await hub.InitializeAsync();
        return hub;
    }

    /// <summary>Its data folder.</summary>
    public string Folder => _folder;

    /// <summary>The running hub.</summary>
    public WebApplication App => _app ?? throw new InvalidOperationException("The hub has not started.");

    /// <summary>Where it listens.</summary>
    public Uri Address => new(App.Urls.First());

    /// <summary>The small hall.</summary>
    public IHall Hall => App.Services.GetRequiredService<IHallDirectory>().Find(HallId.Of("demo-small"))!;

    /// <summary>A caller without a key.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>A caller with a fresh key of a role.</summary>
    public HttpClient As(string role, string? counter = null, string? kiosk = null)
    {
        // The hub reads keys twice a second; a store of a moved clock is not needed, because the ring is asked to forget.
        var key = App.Services.GetRequiredService<KeyStore>().Create($"{role}-{Interlocked.Increment(ref _keys)}", role, counter, kiosk);
        App.Services.GetRequiredService<KeyRing>().Forget();
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _app = HubApplication.Build(_options(new HubOptions
        {
            DataFolder = _folder,
            Urls = "http://127.0.0.1:0",
            HallFiles = [Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json")],
            Speed = 0,
        }), _configure);
        await _app.StartAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.EndAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>How tests end a hub.</summary>
internal static class HubEnd
{
    /// <summary>Stops it as <c>hall run</c> does: what runs in the background ends before the things it uses are taken away.</summary>
    public static async Task EndAsync(this WebApplication app)
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}

/// <summary>Short words for calls to the API in tests.</summary>
internal static class ApiCalls
{
    /// <summary>Posts JSON; null posts nothing.</summary>
    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string path, object? body = null) =>
        client.PostAsync(HubFixture.HallPath + path, body is null ? null : JsonContent.Create(body), TestContext.Current.CancellationToken);

    /// <summary>Gets a path as one asks who is somewhere else: a proxy on this machine speaks for it.</summary>
    public static async Task<HttpResponseMessage> FromAfarAsync(this HttpClient client, string path, string address = "203.0.113.9")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", address);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>The answer as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    /// <summary>The stable code of a refusal.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        return (await response.JsonAsync()).GetProperty("code").GetString();
    }
}
