using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Dispatch;

/// <summary>A waiting ticket with what decides whether it is next.</summary>
/// <param name="Place">Its place in its line.</param>
/// <param name="WaitSeconds">Its wait so far, seconds.</param>
/// <param name="Score">b·(wait + credit), seconds.</param>
/// <param name="Capped">Whether it has waited longer than the hall allows.</param>
internal readonly record struct Weighed(LinePlace Place, double WaitSeconds, double Score, bool Capped)
{
    /// <summary>Whether this one is called before the other.</summary>
    public bool Beats(Weighed other)
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
    private Weighed? _best;
    private Weighed? _second;
    private WaitingLine? _line;
    private PriorityClass? _priority;

    public readonly TicketId? Ticket => _best?.Place.Ticket;

    public readonly TicketId? RunnerUp => _second?.Place.Ticket;

    public readonly double Score => _best?.Score ?? 0;

    public readonly double WaitSeconds => _best?.WaitSeconds ?? 0;

    public readonly bool Capped => _best?.Capped ?? false;

    /// <summary>Weighs the head of a line against the best so far.</summary>
    public void Offer(Weighed head, WaitingLine line, PriorityClass priority)
    {
        if (_best is { } best && !head.Beats(best))
        {
            OfferSecond(head);
            return;
        }

        _second = _best;
        (_best, _line, _priority) = (head, line, priority);
    }

    /// <summary>Who stands behind the winner in its own line may be the runner-up.</summary>
    public void OfferSecondInLine(double capSeconds, DateTimeOffset now)
    {
        if (_line is not { Count: > 1 } line || _priority is not { } priority)
        {
            return;
        }

        var place = line[1];
        var wait = (now - place.Since).TotalSeconds;
        OfferSecond(new(place, wait, priority.Factor * (wait + priority.CreditSeconds), wait >= capSeconds));
    }

    private void OfferSecond(Weighed other)
    {
        if (_second is not { } second || other.Beats(second))
        {
            _second = other;
        }
    }
}
