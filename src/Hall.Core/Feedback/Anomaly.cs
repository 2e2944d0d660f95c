using Hall.Core.Identifiers;

namespace Hall.Core.Feedback;

/// <summary>What is odd about a teller's ratings.</summary>
public enum AnomalyKind
{
    /// <summary>Ratings come within two seconds of the prompt far more often than those of the peers.</summary>
    Quick,

    /// <summary>Far more visits are rated than at the peers'.</summary>
    RateHigh,

    /// <summary>Far fewer visits are rated than at the peers'.</summary>
    RateLow,

    /// <summary>A long run of one level.</summary>
    Run,

    /// <summary>Many ratings within a minute.</summary>
    Burst,

    /// <summary>Suddenly rated more often and better than the same teller in the weeks before.</summary>
    Changed,

    /// <summary>
    /// Far more second presses than at the peers': citizens who find that somebody has pressed already, and press all the same.
    /// </summary>
    Second,

    /// <summary>
    /// Far more of those who were called were marked as not come within seconds than at the peers': nobody walks to a window so fast.
    /// </summary>
    NoShow,
}

/// <summary>One rating of a teller's leg.</summary>
/// <param name="At">When.</param>
/// <param name="Level">The level.</param>
/// <param name="Delay">Between the pad's prompt and the press; null by another channel.</param>
public readonly record struct RatingMark(DateTimeOffset At, FeedbackLevel Level, TimeSpan? Delay);

/// <summary>What a teller served in the days that are looked at, and the ratings of it in order.</summary>
/// <param name="Teller">The teller.</param>
/// <param name="Served">Served legs.</param>
/// <param name="Ratings">Their ratings.</param>
/// <param name="Past">The same teller in the fortnights before, the latest first; null when that is not known.</param>
/// <param name="Seconds">Presses for legs that were rated already.</param>
/// <param name="NoShows">Those marked as not come within seconds, of all who were called.</param>
public sealed record TellerRatings(
    StaffNumber Teller, int Served, IReadOnlyList<RatingMark> Ratings, IReadOnlyList<TellerPast>? Past = null, int Seconds = 0,
    Share NoShows = default);

/// <summary>Something that chance would hardly do. It accuses nobody: it says where a supervisor should look.</summary>
/// <param name="Kind">What is odd.</param>
/// <param name="Teller">At whose counter.</param>
/// <param name="Chance">How likely something as odd would be if this teller were as the peers are, 0 to 1.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Expected">
/// Expected share at the peers', percent; the length or number that chance allows for runs and bursts; the own rating rate before.
/// </param>
public sealed record Anomaly(AnomalyKind Kind, StaffNumber Teller, double Chance, Share Seen, double Expected);
