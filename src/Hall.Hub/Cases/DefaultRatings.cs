using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>Enters 基本满意 for silence some days after a service, in halls that want that. Off unless <c>care.json</c> says
/// otherwise.</summary>
public sealed class DefaultRatings(
    IDbContextFactory<HallDbContext> databases, CaseSettingsFile settings, IHallDirectory halls, TimeProvider time, StandstillReport report,
    ILogger<DefaultRatings> logger)
    : Worker("default-ratings", time, report, logger)
{
    // Silence of before the setting was switched on stays silence.
    private const int DaysLookedBack = 7;
    private const int AtOnce = 500;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) =>
        EachAsync(halls.All, hall => hall.Id.Value, (hall, cancel) => EnterAsync(hall, cancel), stop);

    /// <summary>Enters those of a hall that are due.</summary>
    /// <returns>How many were asked for.</returns>
    public async Task<int> EnterAsync(IHall hall, CancellationToken cancel = default)
    {
        var rules = settings.Current;
        if (!rules.DefaultRatings)
        {
            return 0;
        }

        var name = hall.Id.Value;
        var last = hall.Snapshot.Plan.DayOf(hall.Now).DayNumber - rules.DefaultAfterDays;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var silent = await database.Legs
            .Where(leg => leg.Hall == name && leg.Day > last - DaysLookedBack && leg.Day <= last)
            .Where(leg => !database.Feedback.Any(row => row.Hall == name && row.Ticket == leg.Ticket && row.Leg == leg.Leg
                && (row.Occasion == RatingOccasion.First || row.Occasion == RatingOccasion.Default)))
            .OrderBy(leg => leg.Day).ThenBy(leg => leg.Ticket).Take(AtOnce).Select(leg => new { leg.Ticket, leg.Leg }).ToListAsync(cancel);
        foreach (var leg in silent)
        {
            await hall.ExecuteAsync(new EnterDefaultFeedback(new(leg.Ticket), leg.Leg), null, cancel);
        }

        return silent.Count;
    }
}
