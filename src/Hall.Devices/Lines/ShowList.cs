namespace Hall.Devices.Lines;

/// <summary>
/// What each place of a line should show, and which of it has still to be sent: in the order of the wishes, the latest only.
/// </summary>
internal sealed class ShowList<TFrame>
{
    /// <summary>So many wishes of a moment may wait for the line; more are turned away.</summary>
    public const int MostOnce = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, Wish> _wishes = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _order;
    private int _lastOnce;

    /// <summary>Puts a wish in the place of the earlier one, whose task then ends with false.</summary>
    /// <param name="place">The place.</param>
    /// <param name="frame">What it should show.</param>
    /// <param name="stands">Whether the wish still stands when it could be sent; null for always.</param>
    public Task<bool> Want(int place, TFrame frame, Func<bool>? stands = null)
    {
        lock (_gate)
        {
            _wishes.GetValueOrDefault(place)?.Sent.TrySetResult(false);
            var sent = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var wish = new Wish(frame, _order++, stands, sent) { IsOpen = true };
            _wishes[place] = wish;
            _news.TrySetResult();
            return wish.Sent.Task;
        }
    }

    /// <summary>
    /// Something to be sent once: false when it could not be within a span of time, when too much of this kind waits, or when sending
    /// failed.
    /// Either it is sent or given up, never both.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled; what is not being sent already is given up.</exception>
    public async Task<bool> WantOnceAsync(TFrame frame, TimeSpan within, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        int place;
        Task<bool> sent;
        lock (_gate)
        {
            if (_wishes.Keys.Count(IsOnce) >= MostOnce)
            {
                return false;
            }

            place = --_lastOnce;
            sent = Want(place, frame);
        }

        try
        {
            return await sent.WaitAsync(within, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return !TryGiveUp(place) && await sent.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            TryGiveUp(place);
            throw;
        }
    }

    /// <summary>Everything has to be sent again.</summary>
    public void WantAll()
    {
        lock (_gate)
        {
            foreach (var wish in _wishes.Values)
            {
                wish.IsOpen = true;
            }

            _news.TrySetResult();
        }
    }

    /// <summary>
    /// Everything that stands for good is to be sent once more when nothing else is: a device that lost its power while its line stayed
    /// open, or a
    /// frame that noise destroyed, is noticed by nobody where nothing answers.
    /// </summary>
    public void Refresh()
    {
        lock (_gate)
        {
            foreach (var (_, wish) in _wishes.Where(wish => wish.Value.Stands is null && !IsOnce(wish.Key)))
            {
                wish.IsOld = true;
            }

            _news.TrySetResult();
        }
    }

    /// <summary>Waits for a wish.</summary>
    public async Task<(int Place, TFrame Frame, long Order)> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waiting;
            lock (_gate)
            {
                GiveUpWhatNoLongerStands();
                var open = _wishes.Where(wish => wish.Value.IsOpen || wish.Value.IsOld)
                    .OrderBy(wish => wish.Value.IsOpen ? 0 : 1).ThenBy(wish => wish.Value.Order).FirstOrDefault();
                if (open.Value is { } next)
                {
                    next.IsOld = false;
                    next.IsOpen = next.IsOpen && !IsOnce(open.Key);
                    return (open.Key, next.Frame, next.Order);
                }

                _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = _news.Task;
            }

            await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The wish was tried; it stays for the next outage. A newer wish for its place is left open.</summary>
    public void Done(int place, long order, bool isShown)
    {
        lock (_gate)
        {
            if (_wishes.TryGetValue(place, out var wish) && wish.Order == order)
            {
                wish.IsOpen = false;
                wish.Sent.TrySetResult(isShown);
            }
        }
    }

    /// <summary>What was to be sent once and was tried is over, however that ended.</summary>
    public void EndOnce(int place)
    {
        lock (_gate)
        {
            if (IsOnce(place) && _wishes.Remove(place, out var wish))
            {
                wish.Sent.TrySetResult(false);
            }
        }
    }

    // Wishes of a moment have places of their own, below those of devices.
    private static bool IsOnce(int place) => place < 0;

    private bool TryGiveUp(int place)
    {
        lock (_gate)
        {
            return _wishes.TryGetValue(place, out var wish) && wish.IsOpen && _wishes.Remove(place);
        }
    }

    private void GiveUpWhatNoLongerStands()
    {
        foreach (var (place, wish) in _wishes)
        {
            if (wish.Stands?.Invoke() == false)
            {
                wish.Sent.TrySetResult(false);
                _wishes.Remove(place);
            }
        }
    }

    private sealed record Wish(TFrame Frame, long Order, Func<bool>? Stands, TaskCompletionSource<bool> Sent)
    {
        /// <summary>It has still to be sent.</summary>
        public bool IsOpen { get; set; }

        /// <summary>It was sent a while ago.</summary>
        public bool IsOld { get; set; }
    }
}
