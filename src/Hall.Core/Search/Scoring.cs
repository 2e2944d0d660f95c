using Hall.Core.Configuration;

namespace Hall.Core.Search;

/// <summary>
/// What a match is worth. The steps between kinds of matches are larger than what length, language, custom and open zones add, so that
/// these decide among equals.
/// </summary>
internal static class Scoring
{
    public const double Literal = 100;
    public const double Sound = 92;
    public const double Mixed = 80;
    public const double Initials = 76;
    public const double Similar = 45;

    /// <summary>Of a run that uses the whole query.</summary>
    public static double Of(Phrase phrase, Run run, int typed, bool onKeys)
    {
        var quality = QualityOf(run) - (onKeys ? 4 : 0) - (run.Partial ? 4 : 0);
        return quality + PlaceOf(phrase, run) + SourceOf(phrase) + (10.0 * Math.Min(1, (double)run.Units / phrase.Units.Length))
            - (phrase.Kind == WordKind.Name && run.Initials > 0 && typed < 4 && run.First > 0 ? 20 : 0);
    }

    /// <summary>Of where it was found, apart from how.</summary>
    public static double SourceOf(Phrase phrase) => phrase.Kind switch
    {
        WordKind.Everyday => 20 - Math.Min(8, phrase.Rank * 0.8),
        WordKind.Name => 8,
        WordKind.Paper => -75,
        _ => 0,
    };

    /// <summary>Of where in the phrase it lies.</summary>
    public static double PlaceOf(Phrase phrase, Run run) => run switch
    {
        { First: 0, Partial: false } when run.Units == phrase.Units.Length => 55,
        { First: 0 } => 35,
        _ when phrase.Begins[run.First] => 15,
        { Initials: > 0 } => -22,
        _ => 0,
    };

    /// <summary>Of what the context knows: the page's language, how often it is taken, whether its zone is open.</summary>
    public static double Added(Service service, Phrase phrase, SearchContext context, double mostTaken)
    {
        var taken = context.Taken.TryGetValue(service.Code, out var times) && mostTaken > 0
            ? 12 * Math.Log(1 + times) / Math.Log(1 + mostTaken)
            : service.Frequent ? 8 : 0;
        var open = context.OpenZones is { Count: > 0 } zones && !zones.Contains(service.Zone) ? -8 : 0;
        return taken + open + (phrase.Language == context.Language ? 5 : 0);
    }

    private static double QualityOf(Run run) => run switch
    {
        { Initials: 0, Syllables: 0 } => Literal,
        { Initials: 0 } => Sound,
        { Syllables: 0, Literal: 0 } => Initials,
        _ => Mixed,
    };
}
