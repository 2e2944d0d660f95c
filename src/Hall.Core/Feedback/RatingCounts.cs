namespace Hall.Core.Feedback;

/// <summary>
/// What the figures of some part of a hall in some period are made of. Sums of counts are counts, so that any period and any
/// part is added up from its hours. The indicators follow the words of the national rules.
/// </summary>
public sealed record RatingCounts
{
    /// <summary>Nothing happened.</summary>
    public static RatingCounts None { get; } = new();

    /// <summary>Served legs: stays at a counter in which a service was begun, and that ended.</summary>
    public long Served { get; init; }

    /// <summary>Valid ratings: real, not set aside, not default.</summary>
    public LevelCounts Valid { get; init; }

    /// <summary>Real ratings that a review set aside, by the level they had; listed beside, never hidden.</summary>
    public LevelCounts SetAside { get; init; }

    /// <summary>Ratings that nobody gave, entered for silence where a hall wants that; never counted as real.</summary>
    public long Defaults { get; init; }

    /// <summary>Presses that changed nothing.</summary>
    public StrayCounts Strays { get; init; }

    /// <summary>Complaints.</summary>
    public long Complaints { get; init; }

    /// <summary>Complaints among them that two people set aside as abuse; counted with the others and shown beside.</summary>
    public long ComplaintsAside { get; init; }

    /// <summary>Complaints that were answered late, or are not answered though their deadline has passed.</summary>
    public long Overdue { get; init; }

    /// <summary>差评整改率: mended in time ÷ due to be mended by now, of the cases that opened.</summary>
    public Share Mended { get; init; }

    /// <summary>实名差评回访率: called back ÷ bad reviews under a real name, of the cases that opened.</summary>
    public Share CalledBack { get; init; }

    /// <summary>Real ratings: valid ones and those that were set aside.</summary>
    public long Real => Valid.Total + SetAside.Total;

    /// <summary>Served legs without a real rating.</summary>
    public long Unrated => Math.Max(0, Served - Real);

    /// <summary>满意率: top three levels ÷ valid ratings.</summary>
    public Share Satisfaction => new(Valid.Good, Valid.Total);

    /// <summary>差评率: lowest two levels ÷ valid ratings.</summary>
    public Share BadReviews => new(Valid.Bad, Valid.Total);

    /// <summary>主动评价率: real ratings ÷ served legs.</summary>
    public Share RatingRate => new(Math.Min(Real, Served), Served);

    /// <summary>
    /// 投诉率: complaints ÷ served legs. More complaints than services can be told of a part of a hall, so it may pass 100 %.
    /// </summary>
    public Share ComplaintRate => new(Complaints, Served);

    /// <summary>Both together.</summary>
    public static RatingCounts operator +(RatingCounts one, RatingCounts other) => new()
    {
        Served = one.Served + other.Served,
        Valid = one.Valid + other.Valid,
        SetAside = one.SetAside + other.SetAside,
        Defaults = one.Defaults + other.Defaults,
        Strays = one.Strays + other.Strays,
        Complaints = one.Complaints + other.Complaints,
        ComplaintsAside = one.ComplaintsAside + other.ComplaintsAside,
        Overdue = one.Overdue + other.Overdue,
        Mended = new(one.Mended.Numerator + other.Mended.Numerator, one.Mended.Denominator + other.Mended.Denominator),
        CalledBack = new(one.CalledBack.Numerator + other.CalledBack.Numerator, one.CalledBack.Denominator + other.CalledBack.Denominator),
    };
}
