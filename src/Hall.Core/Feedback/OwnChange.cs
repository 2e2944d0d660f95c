namespace Hall.Core.Feedback;

/// <summary>What a teller's counts were in a fortnight before the days that are looked at.</summary>
/// <param name="Served">Served legs.</param>
/// <param name="Rated">Real ratings of them.</param>
/// <param name="Top">Those of the best level.</param>
public readonly record struct TellerPast(int Served, int Rated, int Top);

/// <summary>
/// Whether a teller's visits are suddenly rated more often, or more often and better, than the same teller's before. Whoever rates in
/// citizens' place as slowly as citizens do stands out from the peers hardly at all, because honest tellers differ more than that; but a
/// teller differs little from the teller of the weeks before. What moves the whole hall, such as a campaign, is taken off with the peers'
/// change, and how much honest tellers change of themselves is learned from the peers, now and from each fortnight before to the next.
/// </summary>
public static class OwnChange
{
    /// <summary>Fortnights before the window that make the past.</summary>
    public const int Fortnights = 4;

    private const int LeastPast = 300;
    private const int LeastNow = 100;
    private const int LeastPeers = 5;

    /// <summary>The chance of such a rise; null without enough past or peers.</summary>
    /// <param name="teller">Whom to look at.</param>
    /// <param name="peers">The others of the hall.</param>
    public static Anomaly? Of(TellerRatings teller, IReadOnlyCollection<TellerRatings> peers)
    {
        var others = peers.Where(IsKnown).ToList();
        if (!IsKnown(teller) || others.Count < LeastPeers)
        {
            return null;
        }

        // Two statistics are looked at and the less likely one counts, for which its chance is doubled.
        List<List<Shifts>> earlier =
        [
            .. Enumerable.Range(0, Fortnights / 2).Select(pair => others.Select(peer => EarlierOf(peer, pair)).OfType<Shifts>().ToList())
            .Where(pair => pair.Count >= LeastPeers),
        ];
        var (now, then) = (ShiftOf(teller), others.ConvertAll(ShiftOf));
        var chance = Math.Min(1, 2 * Math.Min(ChanceOf(now, then, earlier, RateOf), ChanceOf(now, then, earlier, BothOf)));
        var past = Sum(teller.Past!);
        return new(AnomalyKind.Changed, teller.Teller, chance, new(teller.Ratings.Count, teller.Served), 100.0 * past.Rated / past.Served);
    }

    private static bool IsKnown(TellerRatings teller) => teller is { Past: { } past, Served: >= LeastNow, Ratings.Count: >= LeastNow / 2 }
        && Sum(past) is { Served: >= LeastPast, Rated: >= LeastPast / 2 };

    private static double ChanceOf(Shifts teller, List<Shifts> peers, List<List<Shifts>> earlier, Func<Shifts, Shifts, double> figure)
    {
        var usual = MeanOf(peers);
        var squares = Squares(peers, figure) + earlier.Sum(pair => Squares(pair, figure));
        var freedom = peers.Count - 1 + earlier.Sum(pair => pair.Count - 1);
        return UpperTail(figure(teller, usual) / Math.Sqrt(Math.Max(1, squares / freedom) * (1 + (1.0 / peers.Count))), freedom);
    }

    private static double Squares(List<Shifts> shifts, Func<Shifts, Shifts, double> figure)
    {
        var usual = MeanOf(shifts);
        return shifts.Sum(shift => Math.Pow(figure(shift, usual), 2));
    }

    private static Shifts MeanOf(List<Shifts> shifts) =>
        new(Shift.MeanOf(shifts.Select(shift => shift.Rate)), Shift.MeanOf(shifts.Select(shift => shift.Top)));

    private static double RateOf(Shifts shift, Shifts usual) => (shift.Rate.Size - usual.Rate.Size) / shift.Rate.Error;

    // Two independent standard normal figures added up: how many rate says nothing of how they rate.
    private static double BothOf(Shifts shift, Shifts usual) =>
        (RateOf(shift, usual) + ((shift.Top.Size - usual.Top.Size) / shift.Top.Error)) / Math.Sqrt(2);

    private static Shifts ShiftOf(TellerRatings teller) => Shifts.Of(
        Sum(teller.Past!),
            new(teller.Served, teller.Ratings.Count, teller.Ratings.Count(rating => rating.Level == FeedbackLevel.VerySatisfied)));

    private static Shifts? EarlierOf(TellerRatings teller, int pair) => teller.Past!.Count > (2 * pair) + 1
        && (teller.Past[(2 * pair) + 1], teller.Past[2 * pair]) is ({ Rated: >= LeastNow / 2 } before, { Rated: >= LeastNow / 2 } after)
        ? Shifts.Of(before, after) : null;

    private static TellerPast Sum(IEnumerable<TellerPast> past) =>
        past.Aggregate(default(TellerPast), (sum, one) => new(sum.Served + one.Served, sum.Rated + one.Rated, sum.Top + one.Top));

    /// <summary>
    /// Chance that Student's t exceeds a value: Wallace's normal deviate (1959), then the tail by Laplace's continued fraction.
    /// </summary>
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

    /// <summary>The changes of a teller's rating rate and share of the best level.</summary>
    private sealed record Shifts(Shift Rate, Shift Top)
    {
        public static Shifts Of(TellerPast before, TellerPast now) =>
            new(Shift.Of(before.Rated, before.Served, now.Rated, now.Served), Shift.Of(before.Top, before.Rated, now.Top, now.Rated));
    }

    /// <summary>
    /// The change of a share on the scale on which its spread does not depend on it (arcsine of the root), with its standard error.
    /// </summary>
    private readonly record struct Shift(double Size, double Error)
    {
        public static Shift Of(int before, int ofBefore, int now, int ofNow) =>
            new(Angle(now, ofNow) - Angle(before, ofBefore), Math.Sqrt((1.0 / ofBefore) + (1.0 / ofNow)));

        /// <summary>The mean, the surer ones weighing more; its error is not needed.</summary>
        public static Shift MeanOf(IEnumerable<Shift> shifts)
        {
            var (sum, weight) = (0.0, 0.0);
            foreach (var shift in shifts)
            {
                (sum, weight) = (sum + (shift.Size / (shift.Error * shift.Error)), weight + (1 / (shift.Error * shift.Error)));
            }

            return new(sum / weight, 0);
        }

        private static double Angle(int part, int whole) => 2 * Math.Asin(Math.Sqrt((part + 0.375) / (whole + 0.75)));
    }
}
