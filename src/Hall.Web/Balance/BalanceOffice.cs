using Hall.Core.Balance;
using Hall.Core.Engine;

namespace Hall.Web.Balance;

/// <summary>
/// Plays halls forward for managers: one at a time and on a thread that yields to everything else, so that a question never
/// delays a command.
/// </summary>
public sealed class BalanceOffice : IDisposable
{
    /// <summary>Hours that are played for one answer.</summary>
    public const int Hours = 20;

    private const int Ranked = 6;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The next hour if nothing is changed.</summary>
    public async Task<(LivePicture Picture, BalanceFigures Figures)> LookAheadAsync(IHall hall, CancellationToken cancel)
    {
        var picture = await hall.AskAsync(new HowIsTheHall(), cancel);
        return (picture, await RunAsync(() => HourAhead.Play(picture, Hours, SeedOf(hall), cancel), cancel));
    }

    /// <summary>The next hour with and without a change.</summary>
    public async Task<BalanceAnswer> WhatIfAsync(IHall hall, BalanceChange change, CancellationToken cancel)
    {
        var picture = await hall.AskAsync(new HowIsTheHall(), cancel);
        return await RunAsync(() => HourAhead.WhatIf(picture, change, Hours, SeedOf(hall), cancel), cancel);
    }

    /// <summary>The single changes that help most, best first.</summary>
    public async Task<IReadOnlyList<BalanceAnswer>> RankAsync(IHall hall, CancellationToken cancel)
    {
        var picture = await hall.AskAsync(new HowIsTheHall(), cancel);
        return await RunAsync(() => HourAhead.Rank(picture, Hours, Ranked, SeedOf(hall), cancel), cancel);
    }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    // The seed does not change with each look: what moves on the page has moved in the hall.
    private static long SeedOf(IHall hall) => hall.Snapshot.BusinessDay.DayNumber;

    private async Task<TAnswer> RunAsync<TAnswer>(Func<TAnswer> play, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var done = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => Play(play, done)) { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "hall balance" };
            thread.Start();
            return await done.Task;
        }
        finally
        {
            _one.Release();
        }
    }

    private static void Play<TAnswer>(Func<TAnswer> play, TaskCompletionSource<TAnswer> done)
    {
        try
        {
            done.SetResult(play());
        }
        catch (Exception fault)
        {
            done.SetException(fault);
        }
    }
}
