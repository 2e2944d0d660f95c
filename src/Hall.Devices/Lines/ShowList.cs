namespace Hall.Devices.Lines;

/// <summary>What each place of a line should show, and which of it has still to be sent: in the order of the wishes, the latest only.</summary>
internal sealed class ShowList<TFrame>
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, Wish> wishes = [];
    private TaskCompletionSource news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long order;

    /// <summary>Puts a wish in the place of the earlier one, whose task then ends with false.</summary>
    /// <param name="place">The place.</param>
    /// <param name="frame">What it should show.</param>
    /// <param name="stands">Whether the wish still stands when it could be sent; null for always.</param>
    public Task<bool> Want(int place, TFrame frame, Func<bool>? stands = null)
    {
        lock (gate)
        {
            wishes.GetValueOrDefault(place)?.Sent.TrySetResult(false);
            var wish = new Wish(frame, order++, stands, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)) { IsOpen = true };
            wishes[place] = wish;
            news.TrySetResult();
            return wish.Sent.Task;
        }
    }

    /// <summary>Everything has to be sent again.</summary>
    public void WantAll()
    {
        lock (gate)
        {
            foreach (var wish in wishes.Values)
            {
                wish.IsOpen = true;
            }

            news.TrySetResult();
        }
    }

    /// <summary>
    /// Everything that stands for good is to be sent once more when nothing else is: a device that lost its power while its line stayed open, or a
    /// frame that noise destroyed, is noticed by nobody where nothing answers.
    /// </summary>
    public void Refresh()
    {
        lock (gate)
        {
            foreach (var wish in wishes.Values.Where(wish => wish.Stands is null))
            {
                wish.IsOld = true;
            }

            news.TrySetResult();
        }
    }

    /// <summary>Waits for a wish.</summary>
    public async Task<(int Place, TFrame Frame, long Order)> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task waiting;
            lock (gate)
            {
                GiveUpWhatNoLongerStands();
                var open = wishes.Where(wish => wish.Value.IsOpen || wish.Value.IsOld).OrderBy(wish => wish.Value.IsOpen ? 0 : 1).ThenBy(wish => wish.Value.Order).FirstOrDefault();
                if (open.Value is { } next)
                {
                    next.IsOld = false;
                    return (open.Key, next.Frame, next.Order);
                }

                news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                waiting = news.Task;
            }

            await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The wish was tried; it stays for the next outage. A newer wish for its place is left open.</summary>
    public void Done(int place, long order, bool isShown)
    {
        lock (gate)
        {
            if (wishes.TryGetValue(place, out var wish) && wish.Order == order)
            {
                wish.IsOpen = false;
                wish.Sent.TrySetResult(isShown);
            }
        }
    }

    private void GiveUpWhatNoLongerStands()
    {
        foreach (var (place, wish) in wishes)
        {
            if (wish.Stands?.Invoke() == false)
            {
                wish.Sent.TrySetResult(false);
                wishes.Remove(place);
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
