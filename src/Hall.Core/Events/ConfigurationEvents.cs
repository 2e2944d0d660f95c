using Hall.Core.Configuration;

namespace Hall.Core.Events;

/// <summary>What each event makes of the hall's configuration, so that one that was once in force can be found again.</summary>
public static class ConfigurationEvents
{
    /// <summary>Names of the events that change it.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. new[] { typeof(ConfigurationPublished), typeof(DispatchChanged), typeof(TellersSet) }.Select(type => EventNames.All[type])];

    /// <summary>The configuration after an event; the same one when the event does not change it.</summary>
    /// <param name="before">The one before; null only before the first publication.</param>
    /// <param name="happened">The event.</param>
    public static HallConfiguration? After(HallConfiguration? before, HallEvent happened) => happened switch
    {
        ConfigurationPublished published => published.Configuration,
        DispatchChanged changed => changed.Change.In(before!),
        TellersSet set => before! with { Tellers = [.. set.Tellers] },
        _ => before,
    };
}
