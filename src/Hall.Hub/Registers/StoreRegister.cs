using Hall.Devices.Supervision;
using Hall.Storage.People;

namespace Hall.Hub.Registers;

/// <summary>
/// What a store holds, in memory, renewed with every change before the change is answered. One reading follows another, so that an
/// older one never replaces a newer; a reading that failed is tried again by itself, and a manager sees that it stands still.
/// </summary>
/// <typeparam name="T">What is kept; immutable.</typeparam>
public abstract partial class StoreRegister<T> : Worker, IHostedLifecycleService
    where T : class
{
    private readonly PeopleStore _store;
    private readonly Lock _renewing = new();
    private volatile T _current;
    private volatile bool _stale;

    /// <summary>Follows a store.</summary>
    /// <param name="work">The stable word of the work, see <see cref="Standstill.Work"/>.</param>
    /// <param name="store">The store.</param>
    /// <param name="empty">What is kept until the first reading.</param>
    /// <param name="time">The clock.</param>
    /// <param name="report">Is told when it stands still.</param>
    /// <param name="logger">Where faults are written.</param>
    protected StoreRegister(string work, PeopleStore store, T empty, TimeProvider time, StandstillReport report, ILogger logger)
        : base(work, time, report, logger)
    {
        (_store, _current) = (store, empty);
        store.Changed += RenewOrRemember;
    }

    /// <summary>Raised after something changed, in the order of the changes.</summary>
    public event Action? Changed;

    /// <summary>What the store holds.</summary>
    protected T Current => _current;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        // The file is made by whichever of the registers starts first.
        _store.Prepare();
        Renew();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Reads again what could not be read with the change itself.</summary>
    public override Task LookAsync(CancellationToken stop)
    {
        if (_stale)
        {
            Renew();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _store.Changed -= RenewOrRemember;
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads everything.</summary>
    protected abstract T Read(PeopleStore store);

    /// <summary>Reads and tells; whoever comes meanwhile waits, and reads after it.</summary>
    protected void Renew()
    {
        lock (_renewing)
        {
            _current = Read(_store);
            _stale = false;
            foreach (var listener in Changed?.GetInvocationList().Cast<Action>() ?? [])
            {
                Tell(listener);
            }
        }
    }

    // The change is made already; it must not be answered with a fault of the reading.
    private void RenewOrRemember()
    {
        try
        {
            Renew();
        }
        catch (Exception fault)
        {
            LogStale(Logger, fault, Work);
            _stale = true;
            Wake();
        }
    }

    private void Tell(Action listener)
    {
        try
        {
            listener();
        }
        catch (Exception fault)
        {
            // A page that fails on a change must not keep it from the others.
            LogUntold(Logger, fault, Work);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work}: a change was made but could not be read; it is read again by itself")]
    private static partial void LogStale(ILogger logger, Exception fault, string work);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work}: a listener failed on a change")]
    private static partial void LogUntold(ILogger logger, Exception fault, string work);
}
