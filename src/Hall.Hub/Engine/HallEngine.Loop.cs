using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Snapshots;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;
using Hall.Storage.Events;

namespace Hall.Hub.Engine;

public sealed partial class HallEngine
{
    private async Task LoopAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                await WaitForWorkAsync(stopping);
                while (_taken.Count < BatchBound && _queue.Reader.TryRead(out var work))
                {
                    if (work is not WakeWork)
                    {
                        _taken.Add(work);
                    }
                }

                await TurnAsync(stopping);
                _taken.Clear();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            FailTaken(Stopping());
        }
        catch (Exception fault)
        {
            Stop(fault);
        }
    }

    /// <summary>Waits for work, but wakes for a snapshot that is due and for midnight.</summary>
    private async Task WaitForWorkAsync(CancellationToken stopping)
    {
        // One timer for the hall's life: a new one for each turn took longer than the rules.
        var wakesAt = _time.GetTimestamp()
            + (long)((_snapshotDue ? SnapshotEvery : HeartbeatEvery).TotalSeconds * _time.TimestampFrequency);
        if (Interlocked.Exchange(ref _woken, false) || _wakesAt == 0 || wakesAt < _wakesAt)
        {
            _wakesAt = wakesAt;
            _waking.Change(_snapshotDue ? SnapshotEvery : HeartbeatEvery, Timeout.InfiniteTimeSpan);
        }

        await _queue.Reader.WaitToReadAsync(stopping);
    }

    private void Wake()
    {
        Volatile.Write(ref _woken, true);
        _queue.Writer.TryWrite(WakeWork.Instance);
    }

    private async Task TurnAsync(CancellationToken stopping)
    {
        var turn = new CommandBatch(Id, _state, _clock.Copy(), _kept);
        _state.Outlook = _outlook;
        try
        {
            turn.KeepTime();
            foreach (var work in _taken.OfType<CommandWork>())
            {
                Decide(turn, work);
            }

            if (!turn.IsEmpty)
            {
                await _journal.CommitAsync(turn.ToBatch());
            }
            else if (_doubtful && _taken.Count == 0)
            {
                await _journal.ProbeAsync();
            }
        }
        catch (Exception fault) when (fault is not SecondWriterException)
        {
            await RecoverAsync(fault, stopping);
            return;
        }

        _clock = turn.Clock;
        if (_doubtful && (!turn.IsEmpty || _taken.Count == 0))
        {
            _doubtful = false;
            _alerts.Clear(AlertKind.JournalUnavailable, Id.Value);
        }

        WatchClock();
        PublishAndAnswer(turn);
        Reload();
    }

    private void Reload()
    {
        if (!_taken.OfType<ReloadWork>().Any())
        {
            return;
        }

        try
        {
            (_state, _, _kept) = Rebuild();
            _publisher.Restart(Paint());
            _taken.OfType<ReloadWork>().ToList().ForEach(work => work.Complete());
        }
        catch (Exception fault) when (fault is not SecondWriterException)
        {
            // What it had stays true but for the texts; the callers say that they are still shown here.
            _taken.OfType<ReloadWork>().ToList().ForEach(work => work.Fail(new JournalUnavailableException(fault.Message, fault)));
        }
    }

    private static void Decide(CommandBatch turn, CommandWork work)
    {
        var entries = turn.Entries.Count;
        try
        {
            work.Outcome = turn.Execute(work.Command, work.Idempotency);
        }
        catch (Exception fault) when (fault is not IdempotencyConflictException && turn.Entries.Count == entries
            && work.Command is not CorrectClock)
        {
            // A command that the rules cannot decide changed nothing; those who share its turn need not suffer for it.
            work.Fail(fault);
        }
        catch (IdempotencyConflictException conflict)
        {
            work.Fail(conflict);
        }
    }

    private void PublishAndAnswer(CommandBatch turn)
    {
        var now = _clock.Now();
        var fresh = turn.Entries.Count > 0 || _taken.Count == 0;
        _snapshotDue |= fresh || _outlookIsNew;
        _outlookIsNew = false;
        var painted = _snapshotDue && _time.GetElapsedTime(_publisher.Painted.Stamp) >= SnapshotEvery ? TryPaint() : null;
        if (fresh || painted is not null)
        {
            _publisher.Publish(turn.Entries, painted);
        }

        _snapshotDue &= painted is null;

        foreach (var work in _taken)
        {
            switch (work)
            {
                case CommandWork { Outcome: not null } command: command.Complete(); break;
                case QueryWork query: query.Run(_state, now); break;
            }
        }
    }

    private Painted Paint()
    {
        var stamp = _time.GetTimestamp();
        return new(SnapshotBuilder.Build(_state, _clock.Now()), stamp);
    }

    // What cannot be shown is no reason to refuse what can be decided: the last snapshot stays, and a new one is tried by and by.
    private Painted? TryPaint()
    {
        if (_painting.Rests(""))
        {
            return null;
        }

        try
        {
            var painted = Paint();
            _painting.Succeed("");
            return painted;
        }
        catch (Exception fault)
        {
            _painting.Fail("", fault);
            return null;
        }
    }

    private void TellOfPainting(Standstill standstill)
    {
        var subject = $"{Id}/{standstill.Work}";
        if (standstill.Since is null)
        {
            _alerts.Clear(AlertKind.WorkerFailed, subject);
        }
        else
        {
            _alerts.Raise(AlertKind.WorkerFailed, subject, standstill.Reason, standstill.Work, Id.Value, "");
        }
    }

    /// <summary>Refuses what could not be written, then tries to read the journal again until it answers.</summary>
    private async Task RecoverAsync(Exception fault, CancellationToken stopping)
    {
        // A disk that is full for a night is probed every some seconds; it is told once.
        var isNews = !_doubtful;
        if (isNews)
        {
            LogCommitFailed(Unsaid(fault), Id, _taken.Count, fault.Message);
        }

        _unavailable = $"The hall's journal cannot be written: {fault.Message}";
        _doubtful = true;
        _alerts.Raise(AlertKind.JournalUnavailable, Id.Value, JournalFault.CaseOf(fault));
        FailTaken(new JournalUnavailableException(_unavailable, fault));
        Painted? painted;
        while ((painted = TryRebuild(isNews)) is null)
        {
            isNews = false;
            FailQueued(new JournalUnavailableException(_unavailable, fault));
            await Task.Delay(RetryEvery, _time, stopping);
        }

        // That it can be read says nothing of a full disk: the alert stays until something could be written again.
        _unavailable = null;
        _publisher.Restart(painted);
        if (isNews)
        {
            LogRecovered(Id, _state.Sequence);
        }
    }

    private Painted? TryRebuild(bool isNews)
    {
        try
        {
            (_state, _, _kept) = Rebuild();
            return Paint();
        }
        catch (Exception fault) when (fault is not SecondWriterException)
        {
            if (isNews)
            {
                LogCommitFailed(Unsaid(fault), Id, 0, fault.Message);
            }

            return null;
        }
    }

    // What the journal refused it has told whole itself, once.
    private static Exception? Unsaid(Exception fault) => fault is JournalUnavailableException ? null : fault;

    private void FailTaken(Exception reason)
    {
        foreach (var work in _taken)
        {
            work.Fail(reason);
        }
    }

    private void Stop(Exception fault)
    {
        LogStopped(fault, Id);
        _unavailable = fault.Message;
        _alerts.Raise(AlertKind.HallStopped, Id.Value, fault is SecondWriterException ? "second-writer" : "other");
        _queue.Writer.TryComplete();
        FailTaken(new JournalUnavailableException(fault.Message, fault));
        FailQueued(new JournalUnavailableException(fault.Message, fault));
    }

    private void FailQueued(Exception reason)
    {
        while (_queue.Reader.TryRead(out var left))
        {
            left.Fail(reason);
        }
    }

    private void WatchClock()
    {
        _clock.Now();
        if (_clock.Jumped)
        {
            var minutes = Math.Round(_clock.Difference.TotalMinutes);
            _alerts.Raise(AlertKind.ClockJumped, Id.Value, minutes < 0 ? "behind" : "ahead",
                Math.Abs(minutes).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _alerts.Clear(AlertKind.ClockJumped, Id.Value);
        }
    }
}
