using System.Collections.Concurrent;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Supervision;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Balance;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Balance;

/// <summary>The next hour of a hall, with what would help.</summary>
/// <param name="Figures">The hour if nothing is changed.</param>
/// <param name="Ranked">The changes that help so that people notice it, best first; null while nobody has asked.</param>
public sealed record HallOutlook(BalanceFigures Figures, IReadOnlyList<BalanceAnswer>? Ranked);

/// <summary>
/// Plays the next hour of each hall that somebody looks at, once for all who look; carries out what they choose, and keeps what was done
/// today, so that it can be taken back for a minute and everybody sees it. What was done stands in journal and audit; this list is only
/// the page's, and a restart empties it.
/// </summary>
/// <param name="office">Plays the hour.</param>
/// <param name="note">Keeps in the audit who gave a command; false where it could not.</param>
/// <param name="time">Time for how old a played hour is.</param>
/// <param name="logger">Where a fault of playing goes.</param>
public sealed class SteeringDesk(
    WhatIfService office, Func<HallId, HallCommand, string, Task<bool>> note, TimeProvider time, ILogger<SteeringDesk> logger)
{
    private const int MostKept = 20;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FreshRank = TimeSpan.FromSeconds(90);
    private readonly ConcurrentDictionary<HallId, Looked> _looked = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<HallId, List<DoneAct>> _done = [];
    private long _last;

    /// <summary>The next hour as it was last played; null before the first time.</summary>
    public HallOutlook? OutlookOf(HallId hall) => _looked.GetValueOrDefault(hall)?.Outlook;

    /// <summary>Has the next hour played anew where it is old and nobody plays it yet.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="withChanges">Whether the changes that help are wanted, too; they cost seconds of a processor.</param>
    public void Want(IHall hall, bool withChanges)
    {
        var looked = _looked.GetOrAdd(hall.Id, _ => new());
        var isOld = looked.At is not { } at || time.GetElapsedTime(at) >= Fresh;
        var isRankOld = withChanges && (looked.RankedAt is not { } ranked || time.GetElapsedTime(ranked) >= FreshRank);
        if ((isOld || isRankOld) && Interlocked.Exchange(ref looked.Busy, 1) == 0)
        {
            PlayAsync(hall, looked, isRankOld).GoOn(logger, "Playing the next hour");
        }
    }

    /// <summary>What was done in a hall on its business day, newest first.</summary>
    public IReadOnlyList<DoneAct> DoneIn(HallSnapshot snapshot)
    {
        lock (_gate)
        {
            return _done.TryGetValue(snapshot.Hall, out var done)
                ? [.. done.Where(act => snapshot.Plan.DayOf(act.At) == snapshot.BusinessDay)] : [];
        }
    }

    /// <summary>Carries a command out and keeps it among what was done.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="command">The command.</param>
    /// <param name="act">What it is, made from its identifier.</param>
    /// <param name="by">Who gives it.</param>
    /// <returns>Why it was refused, and whether the audit has it.</returns>
    /// <exception cref="JournalUnavailableException">It could not be made durable; nothing has changed.</exception>
    public async Task<(Rejection? Rejection, bool Noted)> DoAsync(IHall hall, HallCommand command, Func<long, DoneAct> act, string by)
    {
        var outcome = await hall.ExecuteAsync(command);
        if (outcome.Rejection is { } rejection)
        {
            return (rejection, true);
        }

        lock (_gate)
        {
            var done = _done.TryGetValue(hall.Id, out var known) ? known : _done[hall.Id] = [];
            done.Insert(0, act(++_last));
            done.RemoveRange(Math.Min(MostKept, done.Count), Math.Max(0, done.Count - MostKept));
        }

        Forget(hall.Id);
        return (null, await note(hall.Id, command, by));
    }

    /// <summary>Takes something back that was done less than a minute ago.</summary>
    /// <returns>Why it was refused; null when it is taken back or can no longer be.</returns>
    /// <exception cref="JournalUnavailableException">It could not be made durable; nothing has changed.</exception>
    public async Task<Rejection?> UndoAsync(IHall hall, long id, string by)
    {
        DoneAct? act;
        lock (_gate)
        {
            act = _done.GetValueOrDefault(hall.Id)?.Find(one => one.Id == id && one.MayUndo(hall.Now));
        }

        if (act?.Back is not { } back)
        {
            return null;
        }

        var command = back(by.Length == 0 ? null : by);
        if ((await hall.ExecuteAsync(command)).Rejection is { } rejection)
        {
            return rejection;
        }

        lock (_gate)
        {
            var done = _done[hall.Id];
            done[done.FindIndex(one => one.Id == id)] = act with { UndoneAt = hall.Now };
        }

        Forget(hall.Id);
        await note(hall.Id, command, by);
        return null;
    }

    /// <summary>What a change is called among what was done, and what takes it back.</summary>
    /// <param name="id">Which one.</param>
    /// <param name="order">The change.</param>
    /// <param name="snapshot">The hall before it.</param>
    /// <param name="answer">What was forecast of it; null when nothing was.</param>
    /// <param name="zone">The zone that it is to help; null when it is none.</param>
    /// <param name="by">Who does it.</param>
    public static DoneAct ActOf(long id, ChangeOrder order, HallSnapshot snapshot, BalanceAnswer? answer, ZoneCode? zone, string by) =>
        new(id, snapshot.At, by, (plan, words) => ChangeWords.Of(order.Change, plan, words))
        {
            Back = BackOf(order, snapshot),
            Zone = zone,
            WasSeconds = zone is { } helped ? snapshot.Zone(helped)?.Estimate?.P50Seconds : null,
            ExpectedSeconds = zone is { } one && answer?.After.Zones.TryGetValue(one, out var waits) == true ? waits.MeanSeconds : null,
        };

    private static Func<string?, HallCommand>? BackOf(ChangeOrder order, HallSnapshot snapshot)
    {
        var counter = snapshot.Counter(order.Change.Counter)?.Counter;
        switch (order.Change)
        {
            case OpenOne when counter is { State: CounterState.Paused, PauseReason: { Length: > 0 } why }:
                return _ => new PauseCounter(counter.Id, why, counter.PauseMinutes);
            case OpenOne open:
                return _ => new CloseCounter(open.Counter);
            case CloseOne when counter?.Teller is { } teller:
                return _ => new OpenCounter(counter.Id, teller);
            case ServeAlso serve when snapshot.Plan.Counters.TryGetValue(serve.Counter, out var before):
                return by => new ChangeDispatch(new() { Counters = [new(serve.Counter, before.Serves)] }, by);
            default:
                return null;
        }
    }

    // What was played before somebody changed the hall is old at once.
    private void Forget(HallId hall) => _looked.TryRemove(hall, out _);

    private async Task PlayAsync(IHall hall, Looked looked, bool ranks)
    {
        try
        {
            var (_, figures) = await office.LookAheadAsync(hall, CancellationToken.None);
            looked.Outlook = new(figures, looked.Outlook?.Ranked);
            looked.At = time.GetTimestamp();
            if (ranks)
            {
                looked.Outlook = new(figures, [.. (await office.RankAsync(hall, CancellationToken.None)).Where(answer => answer.Helps)]);
                looked.RankedAt = time.GetTimestamp();
            }
        }
        catch (JournalUnavailableException)
        {
            // The hall is not there at the moment; whoever looks asks again.
            looked.At = time.GetTimestamp();
        }
        finally
        {
            looked.Busy = 0;
        }
    }

    private sealed class Looked
    {
        public int Busy;

        public HallOutlook? Outlook { get; set; }

        public long? At { get; set; }

        public long? RankedAt { get; set; }
    }
}
