using System.Net;
using System.Net.Http.Headers;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Keys;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.Faults;

/// <summary>A whole hub at the real clock, with a manager who is signed in, a program that issues and calls, and two streams that stay
/// open.</summary>
internal sealed class WatchedHub : IAsyncDisposable
{
    private const string Path = HubFixture.HallPath;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _reading = [];
    private readonly PeopleHub _hub;
    private readonly HttpClient _program;
    private Visitor _manager = null!;

    private WatchedHub(PeopleHub hub)
    {
        _hub = hub;
        var key = hub.Get<KeyStore>().Create("program", KeyRole.Manager);
        hub.Get<KeyRing>().Forget();
        _program = new() { BaseAddress = hub.Address, Timeout = Eventually.Longest };
        _program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public StreamReading Events { get; } = new();

    public StreamReading Board { get; } = new();

    public IHall Hall => _hub.Hall;

    public static async Task<WatchedHub> StartedAsync(string folder)
    {
        var watched = new WatchedHub(await PeopleHub.StartAsync(with: options =>
            options with { DataFolder = folder, StorePatienceSeconds = 1, LowDiskMegabytes = 0 }));
        watched._manager = await watched._hub.SignedInAsync(Role.DutyManager);
        watched._reading.Add(watched.Events.ReadAsync(watched._program, $"{Path}/events", watched._stop.Token));
        watched._reading.Add(watched.Board.ReadAsync(watched._manager.Client, "/demo-small/board/all/stream", watched._stop.Token));
        await Eventually.HoldsAsync(() => watched.Events.Text.Length > 0 && watched.Board.Text.Length > 0);
        return watched;
    }

    public T Get<T>() where T : notnull => _hub.Get<T>();

    public bool Stands(string kind, string subject, string first = "") =>
        Get<HubAlerts>().All.Any(alert =>
            alert.Kind == kind && alert.Subject == subject && (first.Length == 0 || alert.Arguments[0] == first));

    /// <summary>What the manager's page says, in English.</summary>
    public async Task<string> ManagerReadsAsync() => WebUtility.HtmlDecode(await _manager.ReadAsync("/demo-small/manager"));

    /// <summary>Asks the hub for something, as a program does.</summary>
    public async Task<HttpStatusCode> PostAsync(string path, object? body = null)
    {
        using var answer = await _program.SendAsync(path, body);
        return answer.StatusCode;
    }

    /// <summary>A visit at counter 1 to its end.</summary>
    public async Task ServeAsync()
    {
        await _program.SendAsync("/counters/1/open", new { teller = Role.Teller });
        Assert.Equal(HttpStatusCode.Created, await PostAsync("/tickets", new { service = "A01" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/counters/1/call-next"));
        Assert.Null((await Hall.ExecuteAsync(new StartService(new("1")))).Rejection);
        Assert.Null((await Hall.ExecuteAsync(new CompleteService(new("1")))).Rejection);
    }

    /// <summary>A bad review of that visit, and something that the audit keeps.</summary>
    public async Task RateAndUndoAsync()
    {
        Assert.Null((await Hall.ExecuteAsync(new PressPad(new("1"), FeedbackLevel.VeryDissatisfied, []))).Rejection);
        Assert.Equal(HttpStatusCode.Created, await PostAsync("/tickets", new { service = "A01" }));
        Assert.Equal(HttpStatusCode.OK, await PostAsync("/counters/1/call-next"));
        Assert.Null((await Hall.ExecuteAsync(new UndoLastAction(new("1")))).Rejection);
    }

    /// <summary>After the fault: the next citizen has a number and is called, and everybody who should know of it does.</summary>
    public async Task GoesOnAsync()
    {
        await Eventually.HoldsAsync(async () => await PostAsync("/tickets", new { service = "A01" }) == HttpStatusCode.Created);
        await Eventually.HoldsAsync(async () => await PostAsync("/counters/1/call-next") == HttpStatusCode.OK);
        await Eventually.HoldsAsync(() => Hall.Snapshot.RecentCalls.Count > 0 && Hall.Snapshot.Counter(new("1"))?.Number is not null);
        var number = Hall.Snapshot.Counter(new("1"))!.Number!;
        var version = Hall.Snapshot.Version;
        await Eventually.HoldsAsync(() => Board.Text.Contains(number, StringComparison.Ordinal));
        await Eventually.HoldsAsync(() => Events.Text.Contains($"id: {version}\n", StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () => (await Get<CaseService>().CasesAsync(Hall.Id, DateTimeOffset.MinValue)).Count == 1);
        await Eventually.HoldsAsync(async () => await UndoneAsync() == 1);
    }

    private Task<int> UndoneAsync() =>
        Get<PeopleStore>().ReadAsync(people => people.Audit.CountAsync(row => row.Kind == AuditKind.ActionUndone));

    /// <summary>Nothing is left of the fault.</summary>
    public Task QuietAsync() => Eventually.HoldsAsync(() => !Get<HubAlerts>().All.Any(alert =>
        alert.Kind is AlertKind.WorkerFailed or AlertKind.JournalUnavailable or AlertKind.StoreUnavailable or AlertKind.HallStopped));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_reading);
        _program.Dispose();
        await _hub.DisposeAsync();
        _stop.Dispose();
    }
}

/// <summary>A stream that stays open, as far as it was read; one that breaks is opened anew, as a browser does.</summary>
internal sealed class StreamReading
{
    private readonly Lock _gate = new();
    private string _text = "";

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _text;
            }
        }
    }

    public async Task ReadAsync(HttpClient reader, string address, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await reader.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
                answer.EnsureSuccessStatusCode();
                using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
                while (await lines.ReadLineAsync(stop) is { } line)
                {
                    lock (_gate)
                    {
                        _text += $"{line}\n";
                    }
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
            {
                // Opened anew, or the end of the test.
            }
        }
    }
}
