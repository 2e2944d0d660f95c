using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Forecasting.WhatIf;

namespace Hall.Hub.Balance;

/// <summary>
/// Plays halls forward for managers: one at a time and on a thread that yields to everything else, so that a question never
/// delays a command.
/// </summary>
public sealed class WhatIfService : IDisposable
{
    private const int MostHours = 12;
    private const int LeastHours = 4;
    private const int Ranked = 6;

    // About as many visits as one core plays in half a second: an answer has two variants and must be there within two on a busy machine.
    private const double Visits = 7_000;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The next hour if nothing is changed.</summary>
    public async Task<(LivePicture Picture, BalanceFigures Figures)> LookAheadAsync(IHall hall, CancellationToken cancel)
    {
        var picture = await hall.AskAsync(new LivePictureQuery(), cancel);
        return (picture, await RunAsync(() => HourAhead.Play(picture, HoursFor(picture), SeedOf(hall), cancel), cancel));
    }

    /// <summary>The next hour with and without a change.</summary>
    public async Task<BalanceAnswer> WhatIfAsync(IHall hall, BalanceChange change, CancellationToken cancel)
    {
        var picture = await hall.AskAsync(new LivePictureQuery(), cancel);
        return await RunAsync(() => HourAhead.WhatIf(picture, change, HoursFor(picture), SeedOf(hall), cancel), cancel);
    }

    /// <summary>The single changes that help most, best first.</summary>
    public async Task<IReadOnlyList<BalanceAnswer>> RankAsync(IHall hall, CancellationToken cancel)
    {
        var picture = await hall.AskAsync(new LivePictureQuery(), cancel);
        return await RunAsync(() => HourAhead.Rank(picture, HoursFor(picture), Ranked, SeedOf(hall), cancel), cancel);
    }

    /// <summary>The cross-training that would have helped most on past days, best first.</summary>
    public Task<IReadOnlyList<BalanceAnswer>> RankTrainingAsync(
        HallConfiguration configuration, IReadOnlyCollection<PastVisit> visits, int most, CancellationToken cancel) =>
        RunAsync(() => PastDays.RankTraining(configuration, visits, most, cancel), cancel);

    /// <summary>Recorded days under the rule of then and under ours.</summary>
    public Task<ReplayAnswer> ReplayAsync(
        IReadOnlyCollection<RecordedVisit> visits, string oldPolicy, IReadOnlyList<PriorityClass> priorities, CancellationToken cancel) =>
        RunAsync(() => RecordedReplay.Play(visits, oldPolicy, priorities, cancel), cancel);

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    /// <summary>How many hours are played for one answer: fewer for a crowd, whose hours differ less.</summary>
    private static int HoursFor(LivePicture picture) =>
        (int)Math.Clamp(Visits / (picture.Waiting.Count + (2 * picture.Demand.Sum(demand => demand.PerHour)) + 1), LeastHours, MostHours);

    // The seed does not change with each look: what moves on the page has moved in the hall.
    private static long SeedOf(IHall hall) => hall.Snapshot.BusinessDay.DayNumber;

    private async Task<TAnswer> RunAsync<TAnswer>(Func<TAnswer> play, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var done = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
            var thread = new Thread(() => Play(play, done))
                { IsBackground = true, Priority = ThreadPriority.BelowNormal, Name = "hall balance" };
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
