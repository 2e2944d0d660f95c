using System.Runtime.CompilerServices;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;
using Hall.Web.Http;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces;

/// <summary>
/// A page of one hall. It follows the hall in process, repaints at most ten times a second with the latest snapshot, and
/// stops listening when it is left. Entries reach <see cref="OnEntry"/> one by one, in order; paints only show the last state.
/// </summary>
public abstract class HallComponent : ComponentBase, IHallReader, IAsyncDisposable
{
    private const string TickPart = "tick";
    private static readonly TimeSpan PaintInterval = TimeSpan.FromMilliseconds(100);
    private readonly CancellationTokenSource _left = new();
    private Task _following = Task.CompletedTask;
    private ITimer? _ticking;
    private string? _language;
    private Standstills? _standstills;
    private long _taken;
    private bool _told;

    /// <summary>The hall's name in the address.</summary>
    [Parameter]
    public string Hall { get; set; } = "";

    /// <summary>How the page is shown.</summary>
    [CascadingParameter]
    public SurfaceSettings Settings { get; set; } = new();

    /// <summary>The halls of this hub.</summary>
    [Inject]
    protected IHallDirectory Halls { get; set; } = default!;

    /// <summary>Time for timers; what is shown comes from <see cref="Now"/>.</summary>
    [Inject]
    protected TimeProvider Time { get; set; } = default!;

    [Inject]
    private ILoggerFactory Loggers { get; set; } = default!;

    /// <summary>The hall; null when the address names one that does not exist.</summary>
    protected IHall? Engine { get; private set; }

    /// <summary>The latest state that was painted; null without a hall.</summary>
    protected HallSnapshot? Snapshot { get; private set; }

    /// <summary>The hall's time, UTC.</summary>
    protected DateTimeOffset Now => Engine?.Now ?? Time.GetUtcNow();

    /// <summary>The language shown; a page may change it, null goes back to what its address says.</summary>
    protected string Language
    {
        get => _language ?? Settings.Language;
        set
        {
            _language = value;
            Around?.Show(value);
        }
    }

    /// <summary>Who around the page follows its language; null where nobody does.</summary>
    [CascadingParameter]
    public ShownLanguage? Around { get; set; }

    /// <summary>The words in <see cref="Language"/>.</summary>
    protected Words Words => Words.For(Language);

    /// <summary>How often <see cref="OnTick"/> comes; null for never.</summary>
    protected virtual TimeSpan? TickEvery => TimeSpan.FromSeconds(1);

    /// <summary>Goes back to the language of the address.</summary>
    protected void ResetLanguage()
    {
        _language = null;
        Around?.Show(null);
    }

    /// <summary>
    /// Begins something that nobody waits for, on the renderer's thread. What it throws is logged once, until it succeeds again; whatever
    /// is shown of it must be true without it.
    /// </summary>
    protected void Begin(Func<Task> work, [CallerArgumentExpression(nameof(work))] string what = "") => _ = WatchAsync(work, what);

    /// <summary>The same for what needs no waiting.</summary>
    protected void Begin(Action work, [CallerArgumentExpression(nameof(work))] string what = "") => _ = WatchAsync(() =>
    {
        work();
        return Task.CompletedTask;
    }, what);

    /// <summary>An entry after the first snapshot, once and in order, on the renderer's thread.</summary>
    protected virtual void OnEntry(JournalEntry entry) { }

    /// <summary>A moment passed, on the renderer's thread; a repaint follows.</summary>
    protected virtual void OnTick() { }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Engine = Halls.Find(new HallId(Hall));
        Snapshot = Engine?.Snapshot;

        // A page is no work of the hub: what it fails at is in the log, and the page marks itself as stale.
        _standstills = new($"page {GetType().Name}", Time, _ => { }, Loggers.CreateLogger(GetType()));
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender || Engine is null || _left.IsCancellationRequested)
        {
            return;
        }

        _following = new HallFollower(Engine, this, _standstills!, Time, Loggers.CreateLogger(GetType())).RunAsync(_left.Token);
        if (TickEvery is { } every)
        {
            _ticking = Time.CreateTimer(_ => _ = TickAsync(), null, every, every);
        }
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        await _left.CancelAsync();
        if (_ticking is not null)
        {
            await _ticking.DisposeAsync();
        }

        await _following;
        _left.Dispose();
        GC.SuppressFinalize(this);
    }

    // A tick that fails is logged once, and the next one comes all the same: nobody sits before a board to load it again.
    private Task TickAsync() => WatchAsync(() =>
    {
        Tick();
        return Task.CompletedTask;
    }, TickPart);

    private async Task WatchAsync(Func<Task> work, string what)
    {
        try
        {
            await InvokeAsync(work);
            _standstills?.Succeed(what);
        }
        catch (Exception fault) when (!_left.IsCancellationRequested)
        {
            _standstills?.Fail(what, fault);
        }
        catch (Exception)
        {
            // The page was left meanwhile.
        }
    }

    private void Tick()
    {
        if (_left.IsCancellationRequested)
        {
            return;
        }

        Snapshot = Engine?.Snapshot;
        OnTick();
        StateHasChanged();
    }

    Task IHallReader.BeginAsync(HallSnapshot snapshot, CancellationToken stop) => PaintAsync(snapshot);

    Task IHallReader.TakeAsync(JournalEntry entry, CancellationToken stop)
    {
        (_taken, _told) = (entry.Sequence, true);
        return InvokeAsync(() => OnEntry(entry));
    }

    async Task IHallReader.CaughtUpAsync(CancellationToken stop)
    {
        do
        {
            // The snapshot may be some tens of milliseconds behind the entries, so it is painted until it has caught up.
            await PaintAsync(Engine!.Snapshot);
            await Task.Delay(PaintInterval, Time, stop);
        }
        while (Engine.Snapshot.Version < _taken || (Snapshot?.Version ?? _taken) < _taken);
    }

    // What is on the screen already is not painted again: each paint takes the handlers of every button away and makes new ones.
    private Task PaintAsync(HallSnapshot snapshot) => InvokeAsync(() =>
    {
        var isNew = _told || snapshot.Version != Snapshot?.Version;
        (Snapshot, _told) = (snapshot, false);
        if (isNew && !_left.IsCancellationRequested)
        {
            StateHasChanged();
        }
    });
}
