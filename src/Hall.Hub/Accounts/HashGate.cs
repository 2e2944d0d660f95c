namespace Hall.Hub.Accounts;

/// <summary>
/// Lets one slow hash be reckoned at a time, so that a flood of guesses leaves the tellers a processor. Machines of the hall go before
/// strangers, and only so many strangers wait: otherwise a few hundred guesses from everywhere would keep everybody waiting for minutes.
/// </summary>
public sealed class HashGate
{
    /// <summary>Most strangers who wait; some six seconds' work.</summary>
    public const int MostStrangers = 100;

    private readonly Lock _gate = new();
    private readonly Queue<TaskCompletionSource<bool>> _known = new();
    private readonly Queue<TaskCompletionSource<bool>> _strangers = new();
    private bool _busy;

    /// <summary>Whether a stranger would be sent off now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _strangers.Count >= MostStrangers;
            }
        }
    }

    /// <summary>Waits for a turn; whoever gets one gives it back by <see cref="Leave"/>.</summary>
    /// <param name="isKnown">Whether the machine is one of the hall.</param>
    /// <returns>False when too many strangers wait already: there is no turn.</returns>
    public Task<bool> EnterAsync(bool isKnown)
    {
        lock (_gate)
        {
            if (!_busy)
            {
                _busy = true;
                return Task.FromResult(true);
            }

            if (!isKnown && _strangers.Count >= MostStrangers)
            {
                return Task.FromResult(false);
            }

            var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            (isKnown ? _known : _strangers).Enqueue(turn);
            return turn.Task;
        }
    }

    /// <summary>Gives the turn to the next one.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            if ((_known.Count > 0 ? _known : _strangers).TryDequeue(out var next))
            {
                next.SetResult(true);
            }
            else
            {
                _busy = false;
            }
        }
    }
}
