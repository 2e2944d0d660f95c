namespace Hall.Core.Feedback;

/// <summary>
/// Looks for ratings that chance would hardly give, each teller against the others of the hall. An alarm is raised below a
/// chance that lets an honest hall, looked at every day, raise less than one a month: four tenths of an alarm are shared out over the
/// days of a month, the tellers and the kinds that compare with peers, and eight tenths over the change against the own past, which sees
/// best who rates as slowly as citizens do. Looks at successive days have most of their days in common, so that the alarms are
/// fewer than that; how many, the benchmark <c>anomalies</c> counts.
/// </summary>
public static class AnomalySearch
{
    /// <summary>Days that are looked at together.</summary>
    public const int WindowDays = 14;

    private const double AlarmsAMonthByPeers = 0.4;
    private const double AlarmsAMonthByOwnPast = 0.8;
    private const int LooksAMonth = 30;
    private const int LeastServed = 60;
    private const int LeastRated = 30;
    private const int LeastEarlyNoShows = 5;
    private static readonly TimeSpan QuickAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BurstWithin = TimeSpan.FromMinutes(1);

    /// <summary>The anomalies, the least likely first.</summary>
    /// <param name="tellers">All tellers of the hall over the same days.</param>
    /// <param name="worked">Time in which the hall served in those days.</param>
    public static IReadOnlyList<Anomaly> Find(IReadOnlyList<TellerRatings> tellers, TimeSpan worked)
    {
        var looks = LooksAMonth * Math.Max(1, tellers.Count);
        var byPeers = AlarmsAMonthByPeers / (looks * (Enum.GetValues<AnomalyKind>().Length - 1));
        return [.. tellers.SelectMany(teller => Of(teller, [.. tellers.Where(peer => peer.Teller != teller.Teller)], worked))
            .Where(found => found.Chance < (found.Kind == AnomalyKind.Changed ? AlarmsAMonthByOwnPast / looks : byPeers))
                .OrderBy(found => found.Chance)];
    }

    private static IEnumerable<Anomaly> Of(TellerRatings teller, List<TellerRatings> peers, TimeSpan worked)
    {
        if (teller.Served >= LeastServed)
        {
            var rated = new Share(teller.Ratings.Count, teller.Served);
            if (BetaBinomial.Of([.. peers.Where(peer => peer.Served >= LeastServed)
                .Select(peer => new Share(peer.Ratings.Count, peer.Served))]) is { } rate)
            {
                yield return new(
                    AnomalyKind.RateHigh, teller.Teller, rate.AtLeast(rated.Numerator, rated.Denominator), rated, 100 * rate.Mean);
                yield return new(
                    AnomalyKind.RateLow, teller.Teller, rate.AtMost(rated.Numerator, rated.Denominator), rated, 100 * rate.Mean);
            }
        }

        if (OwnChange.Of(teller, peers) is { } changed)
        {
            yield return changed;
        }

        if (SecondOf(teller, peers) is { } second)
        {
            yield return second;
        }

        if (NoShowsOf(teller, peers) is { } early)
        {
            yield return early;
        }

        var quick = QuickOf(teller);
        if (quick.Denominator >= LeastRated
            && BetaBinomial.Of([.. peers.Select(QuickOf).Where(peer => peer.Denominator >= LeastRated)]) is { } usual)
        {
            yield return new(AnomalyKind.Quick, teller.Teller, usual.AtLeast(quick.Numerator, quick.Denominator), quick, 100 * usual.Mean);
        }

        if (teller.Ratings.Count >= LeastRated)
        {
            yield return RunOf(teller);
            yield return BurstOf(teller, worked);
        }
    }

    private static Anomaly? SecondOf(TellerRatings teller, List<TellerRatings> peers)
    {
        var usual = BetaBinomial.Of([.. peers.Where(peer => peer.Ratings.Count >= LeastRated).Select(SecondsOf)]);
        return usual is not { } known || teller.Ratings.Count < LeastRated ? null
            : new(AnomalyKind.Second, teller.Teller, known.AtLeast(SecondsOf(teller).Numerator, SecondsOf(teller).Denominator),
                SecondsOf(teller), 100 * known.Mean);
    }

    // A slip of the finger is none: a few of them must have been.
    private static Anomaly? NoShowsOf(TellerRatings teller, List<TellerRatings> peers)
    {
        var (early, called) = (teller.NoShows.Numerator, teller.NoShows.Denominator);
        var usual = BetaBinomial.Of([.. peers.Where(peer => peer.NoShows.Denominator >= LeastServed).Select(peer => peer.NoShows)]);
        return usual is not { } known || called < LeastServed || early < LeastEarlyNoShows ? null
            : new(AnomalyKind.NoShow, teller.Teller, known.AtLeast(early, called), teller.NoShows, 100 * known.Mean);
    }

    // Whoever presses ten times in anger is one citizen; no more are counted than there are ratings.
    private static Share SecondsOf(TellerRatings teller) => new(Math.Min(teller.Seconds, teller.Ratings.Count), teller.Ratings.Count);

    private static Share QuickOf(TellerRatings teller) =>
        new(teller.Ratings.Count(rating => rating.Delay is { } delay && delay < QuickAfter),
            teller.Ratings.Count(rating => rating.Delay is not null));

    /// <summary>
    /// The longest run against the teller's own share of that level, so that who is simply good does not stand out: in n ratings
    /// a run of L begins about n(1−q)q^L times, and such beginnings are nearly independent (Feller I, XIII.7).
    /// </summary>
    private static Anomaly RunOf(TellerRatings teller)
    {
        var (level, longest) = LongestRun(teller.Ratings);
        double n = teller.Ratings.Count;
        var q = (teller.Ratings.Count(rating => rating.Level == level) + 1) / (n + 2);
        var chance = 1 - Math.Exp(-((n * (1 - q)) + 1) * Math.Pow(q, longest));

        // Where nearly all ratings are alike, any long run is what must be.
        var usual = Math.Log(Math.Max(1, n * (1 - q))) / -Math.Log(q);
        return new(AnomalyKind.Run, teller.Teller, q > 0.97 ? 1 : chance, new(longest, teller.Ratings.Count), usual);
    }

    private static (FeedbackLevel Level, int Length) LongestRun(IReadOnlyList<RatingMark> ratings)
    {
        var (best, length, current) = (ratings[0].Level, 0, 0);
        for (var i = 0; i < ratings.Count; i++)
        {
            current = i > 0 && ratings[i].Level == ratings[i - 1].Level ? current + 1 : 1;
            (best, length) = current > length ? (ratings[i].Level, current) : (best, length);
        }

        return (best, length);
    }

    /// <summary>
    /// The most ratings within a minute against an even stream over the time worked, thrice as fast to allow for busy hours;
    /// every rating may begin a minute (Bonferroni over the beginnings).
    /// </summary>
    private static Anomaly BurstOf(TellerRatings teller, TimeSpan worked)
    {
        var (most, first) = (0, 0);
        for (var last = 0; last < teller.Ratings.Count; last++)
        {
            while (teller.Ratings[last].At - teller.Ratings[first].At >= BurstWithin)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        var mean = 3 * teller.Ratings.Count * (BurstWithin / worked);
        var chance = Math.Min(1, teller.Ratings.Count * PoissonAtLeast(most - 1, mean));
        return new(AnomalyKind.Burst, teller.Teller, chance, new(most, teller.Ratings.Count), mean);
    }

    private static double PoissonAtLeast(int k, double mean)
    {
        var (term, below) = (Math.Exp(-mean), 0.0);
        for (var i = 0; i < k; i++)
        {
            below += term;
            term *= mean / (i + 1);
        }

        return Math.Max(0, 1 - below);
    }
}
