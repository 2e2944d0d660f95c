using System.Collections.Concurrent;
using System.Text.Json;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Journal;

namespace Hall.Hub.Verification;

/// <summary>Plays a hall's journal again, from its beginning or from a state that was written down, up to a last event.</summary>
/// <param name="database">The journal.</param>
/// <param name="hall">The hall.</param>
/// <param name="from">The state to begin with; null for the beginning.</param>
/// <param name="last">The last event that is looked at: what a running hub writes meanwhile is another moment.</param>
internal sealed class HallPlay(JournalDatabase database, HallId hall, OpeningState? from, long last)
{
    private const int AtOnce = 512;
    private const int Ahead = 16;

    /// <summary>How many events were played.</summary>
    public long Played { get; private set; }

    /// <summary>Plays it.</summary>
    /// <returns>What is wrong with an event, in a sentence; null when all follow from each other.</returns>
    public string? Run(IReadOnlyList<IHallCheck> checks)
    {
        var state = from is null ? new HallState() : HallState.FromOpeningState(from);
        var expected = state.Sequence + 1;
        using var stop = new CancellationTokenSource();
        using var read = new BlockingCollection<List<JournalEntry>>(Ahead);

        // Reading and applying take as long as each other: each has a thread.
        var reading = Task.Run(() => Read(state.Sequence, read, stop.Token), CancellationToken.None);
        try
        {
            foreach (var entry in read.GetConsumingEnumerable().SelectMany(entries => entries))
            {
                if (entry.Sequence != expected)
                {
                    return Invariant($"event {expected} is missing.");
                }

                Play(state, entry, checks);
                expected++;
            }

            reading.GetAwaiter().GetResult();
            foreach (var check in checks)
            {
                check.End(state);
            }

            return expected > last ? null : Invariant($"event {expected} is missing.");
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or InvalidOperationException or KeyNotFoundException
            or FormatException or ArgumentException or NullReferenceException)
        {
            return Invariant($"event {expected} cannot be read or does not follow from those before it: {fault.Message}");
        }
        finally
        {
            stop.Cancel();
            reading.ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
            Played = expected - 1;
        }
    }

    private static void Play(HallState state, JournalEntry entry, IReadOnlyList<IHallCheck> checks)
    {
        for (var i = 0; i < checks.Count; i++)
        {
            checks[i].Before(state, entry);
        }

        state.Apply(entry.Event, entry.At);
        for (var i = 0; i < checks.Count; i++)
        {
            checks[i].After(state, entry);
        }
    }

    // What cannot be read ends it; all before it is played first, so that the sentence names the right event.
    private void Read(long after, BlockingCollection<List<JournalEntry>> read, CancellationToken stop)
    {
        var some = new List<JournalEntry>(AtOnce);
        try
        {
            foreach (var entry in database.EntriesAfter(hall, after, last, asStored: true))
            {
                some.Add(entry);
                if (some.Count == AtOnce)
                {
                    read.Add(some, stop);
                    some = new(AtOnce);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            some.Clear();
        }
        finally
        {
            if (some.Count > 0 && !stop.IsCancellationRequested)
            {
                read.Add(some, CancellationToken.None);
            }

            read.CompleteAdding();
        }
    }
}
