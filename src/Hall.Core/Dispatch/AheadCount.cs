using Hall.Core.State;
using Hall.Core.Waiting;

namespace Hall.Core.Dispatch;

/// <summary>Who is before somebody in line.</summary>
/// <param name="Count">How many would be called before them by a counter that may serve them, if nobody else came.</param>
/// <param name="WorkSeconds">Time that those take at a counter by the means of their services, seconds.</param>
internal readonly record struct Ahead(int Count, double WorkSeconds);

/// <summary>
/// Counts who would be called before one if nobody else came: the least m such that no more than m are before one at the moment at
/// which the m + 1st is called. A class that weighs more overtakes meanwhile, and of people whom only some of one's counters may serve no
/// more come first than those counters can take by then. Free counters call at once; after that calls come as fast as the mean of the
/// work before one divided by the counters that may serve one. For people of one class and the same counters that is the number who came
/// before.
/// </summary>
internal readonly struct AheadCount
{
    // The count goes up step by step while others overtake one; more steps than this say nothing that people would notice.
    private const int MostSteps = 64;

    // General work that only reserved counters may serve.
    private const double LeastServers = 0.5;

    private readonly HallState _state;
    private readonly IReadOnlyList<RivalSet> _rivals;
    private readonly WorkKind _own;
    private readonly LinePlace _place;
    private readonly DateTimeOffset _now;
    private readonly double _waited;
    private readonly double _cap;
    private readonly double _speed;
    private readonly double _secondsEach;
    private readonly double _secondsPerCall;
    private readonly int _free;

    /// <param name="state">The hall.</param>
    /// <param name="own">The work of the one who asks.</param>
    /// <param name="place">The place of the one who asks; behind everybody for one who would come now.</param>
    /// <param name="now">The moment.</param>
    public AheadCount(HallState state, WorkKind own, LinePlace place, DateTimeOffset now)
    {
        var staffing = state.Lines.Groups.Staffing;
        (_state, _rivals, _own, _place, _now) = (state, staffing.RivalsOf(own), own, place, now);
        _waited = (now - place.Since).TotalSeconds;
        _cap = state.Plan.Rules.WaitCapMinutes * 60.0;
        _speed = ScoringContext.SpeedOf(state, own.Service);
        var servers = staffing.Servers(own) is > 0 and var working ? working : staffing.ServersOfPlan(own);
        _secondsEach = MeanSeconds();
        _secondsPerCall = _secondsEach / Math.Max(LeastServers, servers);
        _free = staffing.Free(own);
    }

    /// <summary>The count for one in the ordinary lines.</summary>
    public Ahead InLine()
    {
        var count = 0;
        var before = At(0);
        for (var step = 0; step < MostSteps && before.Count > count; step++)
        {
            count = NextPossible(count, before.Count);
            before = At(count);
        }

        return new(count, count * (before.Count == 0 ? _secondsEach : before.WorkSeconds / before.Count));
    }

    /// <summary>
    /// Everyone of a zone whose score is higher now, and all of it who were given a turn before: the zone's calls until one's own turn,
    /// should its counters serve everything.
    /// </summary>
    public static int InZone(HallState state, WorkKind own, LinePlace place, long? turn, DateTimeOffset now)
    {
        var (waited, before, all) = ((now - place.Since).TotalSeconds, 0, 0);
        foreach (var group in state.Lines.Groups.All)
        {
            if (group.Kind.Zone != own.Zone)
            {
                continue;
            }

            all += group.Count;
            before += turn is { } due ? group.Due.CountBefore(new(due, place))
                : group.Due.Count + (group.Kind.Factor == own.Factor && group.Kind.CreditSeconds == own.CreditSeconds
                    ? group.Places.CountBefore(place)
                    : group.Places.CountWhile(
                        new Scores(now, 0, group.Kind.Factor, group.Kind.CreditSeconds, own.Factor * (waited + own.CreditSeconds), place)));
        }

        return turn is { } mine ? (int)Math.Max(before, Math.Min(Math.Max(0, mine - state.ZoneCalls(own.Zone)), all - 1)) : before;
    }

    /// <summary>The count for one who was given a turn.</summary>
    /// <param name="turn">The call of its zone at which it is due.</param>
    public Ahead OfDue(long turn)
    {
        var passing = turn - _state.ZoneCalls(_own.Zone);
        var (before, all, work) = (0, 0, 0.0);
        foreach (var (group, _) in _rivals.SelectMany(set => set.All))
        {
            var due = group.Due.CountBefore(new(_state.ZoneCalls(group.Kind.Zone) + passing, _place));
            before += due;
            all += due + group.Places.Count;
            work += (due + group.Places.Count) * group.MeanSeconds;
        }

        var count = (int)Math.Max(before, Math.Min(passing, all));
        return new(count, all == 0 ? 0 : work / all * count);
    }

    /// <summary>Who is before one at the moment at which so many have been called.</summary>
    private Ahead At(int called)
    {
        var (count, work, at) = (0, 0.0, TimeOf(called));
        foreach (var set in _rivals)
        {
            var (ofSet, workOfSet) = (0, 0.0);
            foreach (var (group, rivalry) in set.All)
            {
                if (group.Count > 0)
                {
                    var before = PlacesAt(group, rivalry, at) + DueAt(group, called);
                    ofSet += before;
                    workOfSet += before * group.MeanSeconds;
                }
            }

            var most = MostOf(set, at, ofSet);
            count += most;
            work += ofSet == 0 ? 0 : workOfSet * most / ofSet;
        }

        return new(count, work);
    }

    /// <summary>The least number after one that is too few at which there may be as few before one: of those between, none is.</summary>
    private int NextPossible(int tooFew, int before)
    {
        var (low, high) = (tooFew + 1, before);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = AtLeast(tooFew, middle) <= middle ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>How many are before one at every moment between two numbers of calls.</summary>
    private int AtLeast(int from, int to)
    {
        var (count, start, end) = (0, TimeOf(from), TimeOf(to));
        foreach (var set in _rivals)
        {
            var ofSet = 0;
            foreach (var (group, rivalry) in set.All)
            {
                ofSet += group.Count == 0 ? 0 : PlacesBetween(group, rivalry, start, end) + DueAt(group, from);
            }

            count += MostOf(set, start, ofSet);
        }

        return count;
    }

    /// <summary>Of people whom only some of one's counters may serve: no more than those counters can have called by then.</summary>
    private static int MostOf(RivalSet set, double at, int before)
    {
        if (set.Counters is not { } counters || before == 0)
        {
            return before;
        }

        var (sum, count) = SumOf(set);
        return (int)Math.Min(before, Math.Floor((at * counters * count / sum) + 0.5));
    }

    private int PlacesAt(WaitingGroup group, Rivalry rivalry, double at) => IsCappedAt(at)
        ? group.Places.CountBefore(_place)
        : rivalry switch
        {
            Rivalry.OtherFirst => group.Places.Count,
            Rivalry.OtherOnlyOverCap => Capped(group, at),
            _ when WeighsTheSame(group) => group.Places.CountBefore(_place),
            _ => Math.Max(Capped(group, at), Scored(group, at)),
        };

    /// <summary>
    /// Who is over the cap becomes more with time, whose score is higher fewer where one's own grows faster, and from one's own cap on only
    /// the wait counts.
    /// </summary>
    private int PlacesBetween(WaitingGroup group, Rivalry rivalry, double from, double to)
    {
        if (IsCappedAt(from))
        {
            return group.Places.CountBefore(_place);
        }

        var least = rivalry switch
        {
            Rivalry.OtherFirst => group.Places.Count,
            Rivalry.OtherOnlyOverCap => Capped(group, from),
            _ when WeighsTheSame(group) => group.Places.CountBefore(_place),
            _ => Math.Max(Capped(group, from), Scored(group, WeightOf(group) < _own.Factor * _speed ? to : from)),
        };
        return IsCappedAt(to) ? Math.Min(least, group.Places.CountBefore(_place)) : least;
    }

    // They let others pass: they are before one only when as many have been called.
    private int DueAt(WaitingGroup group, int called) =>
        group.Due.Count == 0 ? 0 : group.Due.CountWhile(new IsDue(_state.ZoneCalls(group.Kind.Zone) + called));

    private int Capped(WaitingGroup group, double at) => group.Places.CountWhile(new IsOver(_now, _cap, at));

    private int Scored(WaitingGroup group, double at) =>
        group.Places.CountWhile(
            new Scores(
                _now, at, WeightOf(group), group.Kind.CreditSeconds, _own.Factor * _speed * (_waited + at + _own.CreditSeconds), _place));

    private bool WeighsTheSame(WaitingGroup group) =>
        group.Kind.CreditSeconds == _own.CreditSeconds && WeightOf(group) == _own.Factor * _speed;

    private double WeightOf(WaitingGroup group) => group.Kind.Factor * ScoringContext.SpeedOf(_state, group.Kind.Service);

    private bool IsCappedAt(double at) => _waited + at >= _cap;

    private double TimeOf(int called) => Math.Max(0, called + 1 - _free) * _secondsPerCall;

    private double MeanSeconds()
    {
        var (sum, count) = (0.0, 0);
        foreach (var set in _rivals)
        {
            if (set.Counters is null)
            {
                var (ofSet, number) = SumOf(set);
                (sum, count) = (sum + ofSet, count + number);
            }
        }

        return count == 0 ? WorkTimes.UsualSeconds : sum / count;
    }

    private static (double Seconds, int Count) SumOf(RivalSet set)
    {
        var (sum, count) = (0.0, 0);
        foreach (var (group, _) in set.All)
        {
            sum += group.Count * group.MeanSeconds;
            count += group.Count;
        }

        return (sum, count);
    }

    private readonly struct IsDue(long call) : IPlaceTest<DuePlace>
    {
        public bool Holds(DuePlace place) => place.DueAtZoneCall <= call;
    }

    private readonly struct IsOver(DateTimeOffset now, double cap, double at) : IPlaceTest<LinePlace>
    {
        public bool Holds(LinePlace place) => (now - place.Since).TotalSeconds + at >= cap;
    }

    private readonly struct Scores(
        DateTimeOffset now, double at, double weight, double credit, double own, LinePlace mine) : IPlaceTest<LinePlace>
    {
        public bool Holds(LinePlace place)
        {
            var theirs = weight * ((now - place.Since).TotalSeconds + at + credit);
            return theirs > own || (theirs == own && place < mine);
        }
    }
}
