using Hall.Core.Counters;
using Hall.Core.Search;
using Hall.Core.Snapshots;
using Hall.Hub.Kiosks;

namespace Hall.Web.Wording;

/// <summary>What the hall at this moment tells a search.</summary>
public static class SearchPlace
{
    /// <summary>The zones that are open now, and how often each matter is taken.</summary>
    /// <param name="snapshot">The hall.</param>
    /// <param name="language">The language of the page.</param>
    /// <param name="taken">How often each matter was taken.</param>
    public static SearchContext Of(HallSnapshot snapshot, string language, TakenServices taken) => new()
    {
        Language = language,
        Taken = taken.Of(snapshot.Hall),
        OpenZones = snapshot.Counters.Where(view => view.Counter.State is not CounterState.Closed).Select(view => view.Counter.Zone)
            .ToHashSet(),
    };
}
