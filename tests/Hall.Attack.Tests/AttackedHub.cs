using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Hall.Attack.Tests;
using Hall.Browser.Tests.Hosting;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Tests.Keys;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Security;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Data.Sqlite;
using Xunit.Sdk;
using Xunit.v3;

// Every sweep counts what it cost the one hub, so that one goes on after the other.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(AttackedHub))]

namespace Hall.Attack.Tests;

/// <summary>An address as the application itself lists it.</summary>
/// <param name="Pattern">As <see cref="AddressTable"/> and <see cref="ApiTable"/> have it.</param>
/// <param name="Methods">What may be asked of it; empty for everything.</param>
public sealed record ListedAddress(string Pattern, IReadOnlyList<string> Methods)
{
    /// <summary>Whether it belongs to the API of programs.</summary>
    public bool IsApi => Pattern.StartsWith("/api/v1", StringComparison.Ordinal);
}

/// <summary>
/// One real hub in a process of its own, no demonstration, with two halls, an account of every role and some more, a screen of every kind
/// and a key of every role. A proxy on this machine speaks for everybody: who asks comes from the address that <c>X-Forwarded-For</c> says.
/// </summary>
public sealed class AttackedHub : IAsyncLifetime
{
    /// <summary>The first hall.</summary>
    public const string Hall = "demo-small";

    /// <summary>The second hall, with the same zones, services and counters.</summary>
    public const string OtherHall = "demo-other";

    private readonly ConcurrentDictionary<string, Lazy<Task<Visitor>>> _signedIn = new();
    private readonly List<Visitor> _visitors = [];
    private static int _addresses;
    private HubProcess? _process;

    /// <summary>The process.</summary>
    public HubProcess Process => _process ?? throw new InvalidOperationException("The hub has not started.");

    /// <summary>Every address of the application, its own files left out.</summary>
    public IReadOnlyList<ListedAddress> Addresses { get; private set; } = [];

    /// <summary>Keys by role; that of counters is bound to counter 1, <c>kiosk 1</c> to kiosk 1.</summary>
    public Dictionary<string, string> Keys { get; } = [];

    /// <summary>The secrets of screens, by their path.</summary>
    public Dictionary<string, string> Screens { get; } = [];

    /// <summary>Whether there is time for much more than a run before each change has.</summary>
    public static bool IsLong => Environment.GetEnvironmentVariable("HALL_LONG") is { Length: > 0 };

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hall-attack-").FullName;
        var first = Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", $"{Hall}.json");
        var second = Path.Combine(folder, "second.json");
        await File.WriteAllTextAsync(second, (await File.ReadAllTextAsync(first)).Replace(Hall, OtherHall, StringComparison.Ordinal));
        await using (var founded = await PeopleHub.StartAsync(with: options =>
            options with { DataFolder = folder, HallFiles = [first, second] }))
        {
            Addresses = [.. founded.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
                .GroupBy(endpoint => AddressTable.PathOf(endpoint))
                .Select(group => new ListedAddress(group.Key,
                    [.. group.SelectMany(one => one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Distinct()]))];
            await FillAsync(founded);
        }

        SqliteConnection.ClearAllPools();
        _process = await HubProcess.StartAsync("--speed 0", folder);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _visitors.ForEach(visitor => visitor.Dispose());
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    /// <summary>A machine somewhere in the world that nobody else in this suite has.</summary>
    public static string FreshAddress()
    {
        var number = Interlocked.Increment(ref _addresses);
        return $"198.{18 + (number >> 16)}.{(number >> 8) & 255}.{number & 255}";
    }

    /// <summary>Somebody at a browser, not signed in.</summary>
    public Visitor Visit(string? from = null)
    {
        var visitor = new Visitor(Process.Address);
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", from ?? FreshAddress());
        lock (_visitors)
        {
            _visitors.Add(visitor);
        }

        return visitor;
    }

    /// <summary>Somebody who signs in now.</summary>
    public async Task<Visitor> SignInAsync(string staff)
    {
        var visitor = Visit();
        using var answer = await visitor.SignInAsync(staff, PeopleHub.Password);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return visitor;
    }

    /// <summary>Somebody who is signed in through the whole suite; whoever ends the session takes another.</summary>
    public Task<Visitor> SignedInAsync(string staff) => _signedIn.GetOrAdd(staff, who => new(() => SignInAsync(who))).Value;

    /// <summary>A screen that shows its place.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="from">Its machine; null for one that nobody else has.</param>
    public Visitor ScreenAt(string path, string? from = null)
    {
        var screen = Visit(from);
        screen.Steal(ScreenSession.SchemeName, Screens[path]);
        return screen;
    }

    /// <summary>A program with a key; each from an address of its own.</summary>
    /// <param name="key">The key; null for none.</param>
    public HttpClient Program(string? key)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false,
            UseCookies = false }) { BaseAddress = Process.Address };
        client.DefaultRequestHeaders.Add("X-Forwarded-For", FreshAddress());
        client.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>The rows of a table of the running hub.</summary>
    public long Rows(string database, string table)
    {
        using var connection =
            new SqliteConnection($"Data Source={Path.Combine(Process.DataFolder, database)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM \"{table}\"";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>No request of strangers is a fault of the hub: nothing of the kind stands in its log.</summary>
    public void HasNoFaults()
    {
        var faults = Process.Output.Split('\n').Where(line =>
            line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)).ToList();
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults.Take(5))}\n{Process.Output[^Math.Min(3_000, Process.Output.Length)..]}");
    }

    private async Task FillAsync(PeopleHub hub)
    {
        foreach (var staff in new[] { "leaver-1", "leaver-2", "leaver-3", "leaver-4", "guessed-1", "guessed-2", "guessed-3" })
        {
            var draft = new AccountDraft { Staff = staff, Name = "Somebody of the hall", Roles = [Role.DutyManager] };
            Assert.Empty((await hub.Office.HireAsync("test", draft, PeopleHub.Password)).Faults);
        }

        foreach (var (hall, surface, place) in new[]
        {
            (Hall, "kiosk", "1"), (Hall, "board", "all"), (Hall, "window", "1"), (Hall, "pad", "1"), (OtherHall, "kiosk", "1"),
            (Hall, "window", "2"), (Hall, "pad", "2"),
        })
        {
            var screen = new Screen
            {
                Id = $"{hall}-{surface}-{place}", Name = $"{hall} {surface} {place}", Hall = hall, Surface = surface, Place = place,
                EnrolledBy = "test",
                SecretHash = ScreenRegister.HashOf($"secret of {hall} {surface} {place}"), EnrolledAt = hub.Get<TimeProvider>().GetUtcNow(),
            };
            await hub.Get<PeopleStore>().ChangeAsync(async change => await change.Context.Screens.AddAsync(screen));
            Screens[screen.Path] = Uri.EscapeDataString($"secret of {hall} {surface} {place}");
        }

        foreach (var role in KeyRole.All)
        {
            Keys[role] = hub.Get<KeyStore>().Create($"key-of-{role}", role, role == KeyRole.Counter ? "1" : null);
        }

        Keys["kiosk 1"] = hub.Get<KeyStore>().Create("key-of-kiosk-1", KeyRole.Kiosk, kiosk: "1");
        Keys["revoked later"] = hub.Get<KeyStore>().Create("taken-back", KeyRole.Integration);

        // The hub publishes its roll of tellers by itself after they were hired; from then on it writes nothing unasked.
        var tellers = hub.Get<PeopleRegister>().All.Count(person =>
            person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe)));
        await Eventually.HoldsAsync(() => hub.Get<IHallDirectory>()
            .All.All(hall => hall.Snapshot.Plan.Configuration.Tellers.Count == tellers));
    }
}
