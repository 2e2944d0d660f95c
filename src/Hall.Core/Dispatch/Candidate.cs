using Hall.Core.Waiting;

namespace Hall.Core.Dispatch;

/// <summary>A waiting ticket with what decides whether it is next.</summary>
/// <param name="Place">Its place in its line.</param>
/// <param name="WaitSeconds">Its wait so far, seconds.</param>
/// <param name="Score">b·(wait + credit), with the weight of its service's length, seconds.</param>
/// <param name="Capped">Whether it has waited longer than the hall allows.</param>
internal readonly record struct ScoredPlace(LinePlace Place, double WaitSeconds, double Score, bool Capped)
{
    /// <summary>Whether this one is called before the other.</summary>
    public bool Beats(ScoredPlace other)
    {
        if (Capped != other.Capped)
        {
            return Capped;
        }

        var (mine, theirs) = Capped ? (WaitSeconds, other.WaitSeconds) : (Score, other.Score);
        return mine > theirs || (mine == theirs && Place < other.Place);
    }
}

/// <summary>The best head of line seen so far, and the one that would be next without it.</summary>
internal struct Candidate
{
    private ScoredPlace? _best;
    private ScoredPlace? _second;
    private CounterLine _line;

    public readonly ScoredPlace? Best => _best;

    public readonly ScoredPlace? RunnerUp => _second;

    /// <summary>Whether the best is there by helping another zone.</summary>
    public bool IsHelp { get; private set; }

    /// <summary>Weighs the head of a line against the best so far.</summary>
    public void Offer(ScoredPlace head, CounterLine line, bool isHelp)
    {
        if (_best is { } best && !head.Beats(best))
        {
            OfferSecond(head);
            return;
        }

        _second = _best;
        (_best, _line, IsHelp) = (head, line, isHelp);
    }

    /// <summary>Who stands behind the winner in its own line may be the runner-up.</summary>
    public void OfferSecondInLine(ScoringContext scale)
    {
        if (_best is not null && _line.Places.Count > 1)
        {
            OfferSecond(scale.Weigh(_line.Places[1], _line));
        }
    }

    private void OfferSecond(ScoredPlace other)
    {
        if (_second is not { } second || other.Beats(second))
        {
            _second = other;
        }
    }
}
