using Hall.Devices.Displays;


namespace Hall.Devices.Lines;

/// <summary>
/// The question that a counter's pad puts to the citizen, for pads that are asked by a word of their own: once for each question, again
/// when
/// it comes back or the line does, and no longer than it stands and is not answered. Safe for many threads.
/// </summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class RatingQuestion(TimeProvider timeProvider)
{
    /// <summary>How long a question stands of which nobody said so, such as that of a trial.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private string _name = "";
    private bool _stands;
    private bool _isAnswered;
    private long _askedAt;
    private TimeSpan _lasts;

    /// <summary>Whether it should be asked now, if it was not yet.</summary>
    public bool Stands => Left > TimeSpan.Zero;

    /// <summary>How long it stands still; zero when it does not.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_gate)
            {
                var left = _stands && !_isAnswered ? _lasts - timeProvider.GetElapsedTime(_askedAt) : TimeSpan.Zero;
                return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>
    /// The pad has said what came of it. The hub shows that a moment later, or much later to an agent without a way to it; until then a pad
    /// that closes its line after each answer would be asked once more, and the citizen would rate twice.
    /// </summary>
    public void Answered()
    {
        lock (_gate)
        {
            _isAnswered = true;
        }
    }

    /// <summary>Takes up what the counter's devices should show.</summary>
    public RatingTurn Take(PadShow show)
    {
        ArgumentNullException.ThrowIfNull(show);
        lock (_gate)
        {
            var before = _stands;
            if (before && show.Evaluate && show.Question.Length > 0 && show.Question == _name)
            {
                // Its end was said when it was asked; what is shown once more may be older than now.
                return RatingTurn.Nothing;
            }

            (_stands, _isAnswered, _name) = (show.Evaluate, false, show.Evaluate ? show.Question : "");
            (_askedAt, _lasts) = (timeProvider.GetTimestamp(),
                show.QuestionMilliseconds is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : Usual);
            return show.Evaluate ? RatingTurn.Ask : before ? RatingTurn.Withdraw : RatingTurn.Nothing;
        }
    }
}

/// <summary>What a pad is to be told of its question.</summary>
internal enum RatingTurn
{
    /// <summary>Nothing new.</summary>
    Nothing,

    /// <summary>To ask.</summary>
    Ask,

    /// <summary>That it should ask no longer.</summary>
    Withdraw,
}
