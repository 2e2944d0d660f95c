using System.Net;
using System.Text.RegularExpressions;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Setup;
using Hall.Hub.Identity;
using Hall.Storage.Hosting;
using Hall.Web.Composition;
using Hall.Web.Identity;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Hall.Web.Tests.People;

/// <summary>A real hub that is no demonstration, with one account of every role and the small hall, or with nothing at all.</summary>
public sealed class PeopleHub : IAsyncDisposable
{
    /// <summary>The password of every account.</summary>
    public const string Password = "correct horse battery";

    /// <summary>The hub's own computer.</summary>
    public static SignInPlace Here { get; } = new("::1", null, new HashSet<string>(), true);

    /// <summary>Its data folder.</summary>
    public string Folder => _folder;

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-people").FullName;
    private readonly List<IDisposable> _clients = [];

    private Func<WebApplication> _build = null!;

    private PeopleHub() { }

    /// <summary>The running hub.</summary>
    public WebApplication App { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public Uri Address => new(App.Urls.First());

    /// <summary>The small hall.</summary>
    public IHall Hall => App.Services.GetRequiredService<IHallDirectory>().Find(HallId.Of("demo-small"))!;

    /// <summary>Makes and changes accounts.</summary>
    public AccountService Office => Get<AccountService>();

    /// <summary>Starts a hub.</summary>
    /// <param name="bare">Whether it has neither accounts nor a hall.</param>
    /// <param name="with">Changes its options.</param>
    /// <param name="configure">Swaps a service, such as the clock.</param>
    public static async Task<PeopleHub> StartAsync(
        bool bare = false, Func<HubOptions, HubOptions>? with = null, Action<WebApplicationBuilder>? configure = null)
    {
        var hub = new PeopleHub();
        var options = new HubOptions
        {
            DataFolder = hub._folder,
            Urls = "http://127.0.0.1:0",
            HallFiles = bare ? [] : [Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json")],
            Speed = 0,
        };
        hub._build = () => HubApplication.Build(with?.Invoke(options) ?? options, builder =>
        {
            // Passwords here guard nothing: the many hashes of a whole register would take longer than what is tested.
            builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = 1_000);
            configure?.Invoke(builder);
        });
        hub.App = hub._build();
        await hub.App.StartAsync();
        foreach (var role in bare ? [] : Role.All)
        {
            Assert.Empty(
                (await hub.Office.HireAsync("test", new AccountDraft { Staff = role, Name = $"Name of {role}", Roles = [role] },
                    Password)).Faults);
        }

        return hub;
    }

    /// <summary>Stops the hub and starts another one over the same folder.</summary>
    public async Task RestartAsync()
    {
        await App.EndAsync();
        App = _build();
        await App.StartAsync();
    }

    /// <summary>A service of the hub.</summary>
    public T Get<T>() where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>Somebody at a browser, not signed in.</summary>
    public Visitor Visit()
    {
        var visitor = new Visitor(Address);
        _clients.Add(visitor);
        return visitor;
    }

    /// <summary>Somebody who signed in.</summary>
    public async Task<Visitor> SignedInAsync(string staff)
    {
        var visitor = Visit();
        using var answer = await visitor.SignInAsync(staff, Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return visitor;
    }

    /// <summary>A one-time set-up link's path.</summary>
    public async Task<string> SetupLinkAsync()
    {
        // The last link that was made is the one that is good.
        var invitation = App.Services.GetServices<IHostedService>().OfType<SetupInvitation>().Single();
        await Eventually.HoldsAsync(() => invitation.IsShown);
        return $"/setup/{await Get<SetupLinks>().MakeAsync()}";
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await App.EndAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A browser without pictures: it keeps cookies, follows nothing by itself, and fills in forms.</summary>
public sealed partial class Visitor(Uri address) : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private HttpClient? _client;

    /// <summary>Its requests.</summary>
    public HttpClient Client =>
        _client ??= new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false }, disposeHandler: true)
    {
        BaseAddress = address,
        DefaultRequestHeaders = { { "Accept", "text/html" }, { "Accept-Language", "en" } },
    };

    /// <summary>Opens a page.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => Client.GetAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Opens a page and reads it.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Opens a page and sends its form with these fields.</summary>
    public async Task<HttpResponseMessage> FillInAsync(string page, string target, params (string Name, string Value)[] fields)
    {
        var token = TokenField().Match(await ReadAsync(page)).Groups[1].Value;
        return await PostAsync(target, [("__RequestVerificationToken", token), .. fields]);
    }

    /// <summary>Sends a form as it is.</summary>
    public async Task<HttpResponseMessage> PostAsync(string target, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Client.PostAsync(target, form, TestContext.Current.CancellationToken);
    }

    /// <summary>Signs in.</summary>
    public Task<HttpResponseMessage> SignInAsync(string who, string secret) =>
        FillInAsync("/sign-in?lang=en", "/sign-in", ("who", who), ("secret", secret));

    /// <summary>A cookie's value; null when it has none.</summary>
    public string? Cookie(string name) => _cookies.GetCookies(address)[name]?.Value;

    /// <summary>Puts a cookie in, as somebody who copied it would.</summary>
    public void Steal(string name, string value) => _cookies.Add(address, new Cookie(name, value));

    /// <inheritdoc />
    public void Dispose() => _client?.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}
