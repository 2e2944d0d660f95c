using Hall.Hub.Ratings;

namespace Hall.Hub.Composition;

/// <summary>Puts the ratings' reports into a hub; what is written is written by the journal.</summary>
public static class RatingRegistration
{
    /// <summary>Adds the daily export of the chains' heads and what reads reports.</summary>
    public static IServiceCollection AddHallRatings(this IServiceCollection services) => services
        .AddHostedService<HeadExport>()
        .AddSingleton<AnomalyWatch>()
        .AddHostedService(provider => provider.GetRequiredService<AnomalyWatch>())
        .AddSingleton<RatingReports>()
        .AddSingleton<OwnFigures>()
        .AddSingleton<CaseReports>()
        .AddSingleton<UnmatchedPresses>()
        .AddSingleton<SatisfactionFigures>()
        .AddSingleton<RatingRowsReader>();
}
