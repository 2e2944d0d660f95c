namespace Hall.Core.Feedback;

/// <summary>What a teller's counts were in the weeks before those that are looked at.</summary>
/// <param name="Served">Served legs.</param>
/// <param name="Rated">Real ratings of them.</param>
/// <param name="Top">Those of the best level.</param>
public readonly record struct TellerPast(int Served, int Rated, int Top);

/// <summary>
/// Whether a teller's visits are suddenly rated more often and better than the same teller's before. Whoever rates in citizens' place
/// as slowly as citizens do stands out from the peers hardly at all, because honest tellers differ more than that; but a teller
/// differs little from the teller of the weeks before. What moves the whole hall, such as a campaign, is taken off with the peers' change,
/// and how much honest tellers change of themselves is learned from the peers.
/// </summary>
public static class OwnChange
{
    /// <summary>Days before the window that make the past.</summary>
    public const int PastDays = 56;

    private const int LeastPast = 300;
    private const int LeastNow = 100;
    private const int LeastPeers = 5;

    /// <summary>The chance of such a rise in rating rate and share of the best level together; null without enough past or peers.</summary>
    /// <param name="teller">Whom to look at.</param>
    /// <param name="peers">The others of the hall.</param>
    public static Anomaly? Of(TellerRatings teller, IReadOnlyCollection<TellerRatings> peers)
    {
        var others = peers.Where(IsKnown).Select(ShiftOf).ToList();
        if (!IsKnown(teller) || others.Count < LeastPeers)
        {
            return null;
        }

        var (rate, top) = (Mean(others.Select(shift => shift.Rate)), Mean(others.Select(shift => shift.Top)));
        var spread = Math.Max(1, others.Sum(shift => Squared(Rise(shift, rate, top))) / (others.Count - 1));
        var rise = Rise(ShiftOf(teller), rate, top) / Math.Sqrt(spread * (1 + (1.0 / others.Count)));
        return new(
            AnomalyKind.Changed, teller.Teller, UpperTail(rise, others.Count - 1), new(teller.Ratings.Count, teller.Served), 100.0 * teller.Past!.Value.Rated / teller.Past.Value.Served);
    }

    private static bool IsKnown(TellerRatings teller) => teller is { Past: { Served: >= LeastPast, Rated: >= LeastPast / 2 }, Served: >= LeastNow, Ratings.Count: >= LeastNow / 2 };

    private static (Shift Rate, Shift Top) ShiftOf(TellerRatings teller)
    {
        var past = teller.Past!.Value;
        return (Shift.Of(past.Rated, past.Served, teller.Ratings.Count, teller.Served),
            Shift.Of(past.Top, past.Rated, teller.Ratings.Count(rating => rating.Level == FeedbackLevel.VerySatisfied), teller.Ratings.Count));
    }

    // Two independent standard normal figures added up: how many rate says nothing of how they rate.
    private static double Rise((Shift Rate, Shift Top) shift, double rate, double top) =>
        (((shift.Rate.Size - rate) / Math.Sqrt(shift.Rate.Variance)) + ((shift.Top.Size - top) / Math.Sqrt(shift.Top.Variance))) / Math.Sqrt(2);

    private static double Mean(IEnumerable<Shift> shifts)
    {
        var (sum, weight) = (0.0, 0.0);
        foreach (var shift in shifts)
        {
            (sum, weight) = (sum + (shift.Size / shift.Variance), weight + (1 / shift.Variance));
        }

        return sum / weight;
    }

    private static double Squared(double number) => number * number;

    /// <summary>Chance that Student's t exceeds a value: Wallace's normal deviate (1959), then the tail by Laplace's continued fraction.</summary>
    private static double UpperTail(double t, int freedom)
    {
        if (t <= 1)
        {
            return 1;
        }

        var z = ((8.0 * freedom) + 1) / ((8.0 * freedom) + 3) * Math.Sqrt(freedom * Math.Log(1 + (t * t / freedom)));
        var below = z;
        for (var level = 60; level >= 1; level--)
        {
            below = z + (level / below);
        }

        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) / below;
    }

    /// <summary>The change of a share on the scale on which its spread does not depend on it (arcsine of the root).</summary>
    private readonly record struct Shift(double Size, double Variance)
    {
        public static Shift Of(int before, int ofBefore, int now, int ofNow) => new(Angle(now, ofNow) - Angle(before, ofBefore), (1.0 / ofBefore) + (1.0 / ofNow));

        private static double Angle(int part, int whole) => 2 * Math.Asin(Math.Sqrt((part + 0.375) / (whole + 0.75)));
    }
}
