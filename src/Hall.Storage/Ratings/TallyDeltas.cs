using Hall.Core.Feedback;
using Hall.Storage.Data;

namespace Hall.Storage.Ratings;

/// <summary>Where a tally stands.</summary>
internal readonly record struct TallyPlace(TallyScope Scope, int Day, int Hour, string Key, string Zone);

/// <summary>What a batch adds to the tallies, gathered so that each tally is written once a batch.</summary>
internal sealed class TallyDeltas
{
    private readonly Dictionary<TallyPlace, int[]> _deltas = [];

    /// <summary>What is added, by the places of <see cref="TallyColumns"/>.</summary>
    public IReadOnlyDictionary<TallyPlace, int[]> All => _deltas;

    public void Served(LegRow leg, int by) =>
        Add(leg.Day, leg.Hour, leg.Zone, leg.Service, leg.Counter, leg.Teller, TallyColumns.Served, by);

    public void Rated(FeedbackRow rating, FeedbackLevel level) =>
        Add(rating.Day, rating.Hour, rating.Zone, rating.Service, rating.Counter, rating.Teller, TallyColumns.Valid(level), 1);

    public void Defaulted(FeedbackRow silence) =>
        Add(silence.Day, silence.Hour, silence.Zone, silence.Service, silence.Counter, silence.Teller, TallyColumns.Defaults, 1);

    public void PutAside(FeedbackRow rating, FeedbackLevel level)
    {
        Add(rating.Day, rating.Hour, rating.Zone, rating.Service, rating.Counter, rating.Teller, TallyColumns.Valid(level), -1);
        Add(rating.Day, rating.Hour, rating.Zone, rating.Service, rating.Counter, rating.Teller, TallyColumns.Aside(level), 1);
    }

    /// <param name="day">The hall's day.</param>
    /// <param name="hour">The hall's hour.</param>
    /// <param name="zone">Zone of the counter.</param>
    /// <param name="counter">The counter.</param>
    /// <param name="kind">Why it changed nothing.</param>
    /// <param name="teller">Whose visit it was for; null when it was for none, or that is not known.</param>
    public void Strayed(int day, int hour, string zone, string counter, UnmatchedPressKind kind, string? teller)
    {
        // Nobody's service is behind it: it stands with what belongs to none, so that the parts add up to the whole.
        Add(day, hour, zone, "", counter, teller ?? "", TallyColumns.Stray(kind), 1);
    }

    public void Clear() => _deltas.Clear();

    private void Add(int day, int hour, string zone, string service, string counter, string teller, int column, int by)
    {
        Add(new(TallyScope.Hall, day, hour, "", ""), column, by);
        Add(new(TallyScope.Zone, day, hour, zone, zone), column, by);
        Add(new(TallyScope.Service, day, -1, service, zone), column, by);
        Add(new(TallyScope.Counter, day, -1, counter, zone), column, by);
        Add(new(TallyScope.Teller, day, -1, teller, zone), column, by);
    }

    private void Add(TallyPlace place, int column, int by)
    {
        if (!_deltas.TryGetValue(place, out var counts))
        {
            _deltas[place] = counts = new int[TallyColumns.All.Length];
        }

        counts[column] += by;
    }
}
