using Hall.Devices.Supervision;

namespace Hall.Devices.Lines;

/// <summary>
/// Questions over a line whose answers do not say what they answer. An answer that comes late is not taken for that of the next question,
/// and one that never comes is not waited for for ever: before the next question what is owed is waited for until the line was quiet for
/// long enough, and then forgotten. Safe for many threads.
/// </summary>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="onDropped">Gets an answer that nobody waits for any more.</param>
public sealed class OwedAnswers<T>(TimeProvider timeProvider, Action<T>? onDropped = null)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<T>? _waiting;
    private long _lastAt;
    private bool _isOver;

    /// <summary>Questions that have no answer yet.</summary>
    public int Owed { get; private set; }

    /// <summary>Answers that nobody had asked for.</summary>
    public long Stray { get; private set; }

    /// <summary>The longest that an answer took which came after it had been given up; zero when none did.</summary>
    public TimeSpan Latest { get; private set; }

    /// <summary>
    /// Notes a question that is about to be sent; the task has the next answer, or is cancelled when the line ends. The same question sent
    /// once more before it is given up has the same task.
    /// </summary>
    public Task<T> Ask()
    {
        lock (_gate)
        {
            Owed++;
            _lastAt = timeProvider.GetTimestamp();
            return WaitingTask();
        }
    }

    /// <summary>Nobody waits for the answer any more; it stays owed.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            _waiting = null;
        }
    }

    /// <summary>Takes an answer; false when nobody had asked.</summary>
    public bool Take(T answer)
    {
        lock (_gate)
        {
            if (Owed == 0)
            {
                Stray++;
                return false;
            }

            Owed--;
            if (_waiting is { } asked)
            {
                _waiting = null;
                asked.TrySetResult(answer);
            }
            else
            {
                var took = timeProvider.GetElapsedTime(_lastAt);
                Latest = took > Latest ? took : Latest;
                onDropped?.Invoke(answer);
            }

            _lastAt = timeProvider.GetTimestamp();
            return true;
        }
    }

    /// <summary>Nothing is owed any more, whatever was asked.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (Owed, _waiting) = (0, null);
        }
    }

    /// <summary>
    /// Waits until nothing is owed, or until there was neither question nor answer for a while; what is then still owed is forgotten. True
    /// when
    /// every answer has come.
    /// </summary>
    public async Task<bool> SettleAsync(TimeSpan quiet, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<T> next;
            TimeSpan left;
            lock (_gate)
            {
                left = quiet - timeProvider.GetElapsedTime(_lastAt);
                if (Owed == 0 || _isOver || left <= TimeSpan.Zero)
                {
                    var isPaid = Owed == 0 && !_isOver;
                    (Owed, _waiting) = (0, null);
                    return isPaid;
                }

                next = WaitingTask();
            }

            using var glance = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (await Task.WhenAny(next, Task.Delay(TimerSpan.Until(left), timeProvider, glance.Token)).ConfigureAwait(false) == next
                && next.IsCompletedSuccessfully)
            {
                onDropped?.Invoke(await next.ConfigureAwait(false));
            }

            await glance.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The line is over: nothing is owed, and nobody waits.</summary>
    public void End()
    {
        lock (_gate)
        {
            (_isOver, Owed) = (true, 0);
            _waiting?.TrySetCanceled();
            _waiting = null;
        }
    }

    private Task<T> WaitingTask()
    {
        _waiting ??= new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_isOver)
        {
            _waiting.TrySetCanceled();
        }

        return _waiting.Task;
    }
}
