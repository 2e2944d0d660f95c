using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Supervision;

/// <summary>
/// Work that looks again after a while, for as long as the program runs. Whatever a look throws but the stop is logged once, told to the
/// <see cref="StandstillReport"/>, and tried again with a growing pause: no fault ends the program, silences the work, or passes unseen.
/// It stands here because hub and agent share this project; it knows of no alert.
/// </summary>
public abstract class Worker : BackgroundService
{
    private static readonly TimeSpan UsualLimit = TimeSpan.FromMinutes(2);
    private readonly Standstills _standstills;
    private TaskCompletionSource _woken = NewSignal();

    /// <summary>Makes a work.</summary>
    /// <param name="work">Its stable word in kebab case, under which people find its sentence.</param>
    /// <param name="time">The clock of its pauses.</param>
    /// <param name="report">Is told when it stands still and when it goes on.</param>
    /// <param name="logger">Where a fault is written, once.</param>
    protected Worker(string work, TimeProvider time, StandstillReport report, ILogger logger) =>
        (Time, Logger, _standstills) = (time, logger, new(work, time, report, logger));

    /// <summary>The stable word of this work.</summary>
    public string Work => _standstills.Work;

    /// <summary>What of it stands still now: <c>""</c> for all of it, else the parts given to <see cref="EachAsync"/>.</summary>
    public IReadOnlyCollection<string> StandsStill => _standstills.Parts;

    /// <summary>The clock.</summary>
    protected TimeProvider Time { get; }

    /// <summary>The log.</summary>
    protected ILogger Logger { get; }

    /// <summary>Remembers, logs and reports what of this work stands still.</summary>
    protected Standstills Standstills => _standstills;

    /// <summary>The time from the beginning of one look to the next; zero for a look that waits for its work itself.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>The time from the start to the first look.</summary>
    protected virtual TimeSpan FirstAfter => Every;

    /// <summary>A look that takes longer is said to hang; null for one that waits for its work itself.</summary>
    protected virtual TimeSpan? LookLimit => UsualLimit;

    /// <summary>Does what there is to do now.</summary>
    public abstract Task LookAsync(CancellationToken stop);

    /// <summary>Asks for the next look at once; asked during a look, another follows it.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A first look must not hold the start of the program up.
        await Task.Yield();
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program stops.
        }

        await EndAsync();
    }

    /// <summary>Waits for what the work has begun, once it ends. It never throws what the stop caused.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>
    /// Looks at each part by itself, so that the fault of one harms no other; one that failed is left alone for its pause.
    /// </summary>
    /// <param name="parts">The parts.</param>
    /// <param name="nameOf">A part's stable name without personal data, such as the hall's.</param>
    /// <param name="look">Does what there is to do for a part.</param>
    /// <param name="stop">The program stops.</param>
    protected async Task EachAsync<T>(IEnumerable<T> parts, Func<T, string> nameOf, Func<T, CancellationToken, Task> look,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(nameOf);
        ArgumentNullException.ThrowIfNull(look);
        foreach (var part in parts)
        {
            stop.ThrowIfCancellationRequested();
            var name = nameOf(part);
            if (_standstills.Rests(name))
            {
                continue;
            }

            try
            {
                await look(part, stop);
                _standstills.Succeed(name);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                _standstills.Fail(name, fault);
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(CancellationToken stop)
    {
        var due = FirstAfter;
        while (true)
        {
            await PauseAsync(due, stop);
            var began = Time.GetTimestamp();
            try
            {
                await LookOnceAsync(stop);
                _standstills.Succeed("");
                due = Every - Time.GetElapsedTime(began);
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                due = _standstills.Fail("", fault);
            }
        }
    }

    // On a thread of the pool, because a look that blocks must be noticed like one that waits.
    private async Task LookOnceAsync(CancellationToken stop)
    {
        var look = Task.Run(() => LookAsync(stop), stop);
        if (LookLimit is { } limit)
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(look, Task.Delay(limit, Time, done.Token));
            await done.CancelAsync();
            if (!look.IsCompleted && !stop.IsCancellationRequested)
            {
                _standstills.Hang("", limit);
            }
        }

        await look;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (pause > TimeSpan.Zero)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
            await Task.WhenAny(Task.Delay(pause, Time, over.Token), Volatile.Read(ref _woken).Task);
            await over.CancelAsync();
            stop.ThrowIfCancellationRequested();
        }

        if (_woken.Task.IsCompleted)
        {
            Volatile.Write(ref _woken, NewSignal());
        }
    }
}
