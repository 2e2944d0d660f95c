using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Search;
using Hall.Core.Snapshots;

namespace Hall.Web.Wording;

/// <summary>What the hall at this moment tells a search.</summary>
public static class SearchPlace
{
    /// <summary>The zones that are open now, and how often each matter is waited for.</summary>
    /// <param name="snapshot">The hall.</param>
    /// <param name="language">The language of the page.</param>
    public static SearchContext Of(HallSnapshot snapshot, string language) => new()
    {
        Language = language,
        OpenZones = snapshot.Counters.Where(view => view.Counter.State is not CounterState.Closed).Select(view => view.Counter.Zone)
            .ToHashSet(),
    };
}
