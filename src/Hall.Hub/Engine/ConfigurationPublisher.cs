using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Engine;

namespace Hall.Hub.Engine;

/// <summary>
/// The only way to a hall's configuration: nothing else makes a <see cref="PublishConfiguration"/>. What others changed since the
/// wish began is kept where it touches another place; where both changed the same place nothing is published.
/// </summary>
public static class ConfigurationPublisher
{
    /// <summary>How often a publication is sent again when the document changed while it was on its way.</summary>
    public const int MostAgain = 3;

    /// <summary>The publication that founds a hall; it is based on nothing.</summary>
    public static PublishConfiguration Founding(HallConfiguration configuration, StaffNumber? by = null) => new(configuration, by);

    /// <summary>Publishes what a program wants, together with what others changed meanwhile.</summary>
    /// <exception cref="JournalUnavailableException">It could not be made durable; nothing has changed.</exception>
    public static Task<PublicationAnswer> PublishAsync(IHall hall, Publication wish, CancellationToken cancel = default) =>
        PublishAsync(hall, wish, unseen: true, cancel);

    /// <summary>
    /// Publishes what a person wants and has seen. What others changed meanwhile is handed back to be looked at, and nothing is published:
    /// the next wish begins with <see cref="PublicationAnswer.InForce"/>.
    /// </summary>
    /// <exception cref="JournalUnavailableException">It could not be made durable; nothing has changed.</exception>
    public static Task<PublicationAnswer> PublishSeenAsync(IHall hall, Publication wish, CancellationToken cancel = default) =>
        PublishAsync(hall, wish, unseen: false, cancel);

    private static async Task<PublicationAnswer> PublishAsync(IHall hall, Publication wish, bool unseen, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(hall);
        ArgumentNullException.ThrowIfNull(wish);
        for (var again = 0; ; again++)
        {
            // The snapshot may be some tens of milliseconds behind, and would be merged with in vain.
            var inForce = await hall.AskAsync(new PlanInForce(), cancel);
            var answer = Merge(wish, inForce);
            if (answer.Rejection is not null || (answer.Meanwhile.Count > 0 && !unseen) || answer.IsInForce)
            {
                return answer;
            }

            var outcome = await hall.ExecuteAsync(
                new PublishConfiguration(answer.Configuration, wish.By, wish.Why) { BasedOn = inForce.Sequence, Gone = wish.Gone },
                cancellationToken: cancel);
            if (outcome.Rejection?.Code != RejectionCode.ChangedMeanwhile || again == MostAgain)
            {
                return answer with { Rejection = outcome.Rejection, Published = outcome.FirstSequence };
            }
        }
    }

    /// <summary>Brings a wish together with what is in force.</summary>
    /// <returns>What would be published; with a rejection where that cannot be.</returns>
    private static PublicationAnswer Merge(Publication wish, HallPlan inForce)
    {
        var (before, live) = (HallConfigurationReader.Write(wish.Base), HallConfigurationReader.Write(inForce.Configuration));
        var merged = ConfigurationMerge.Of(before, HallConfigurationReader.Write(wish.Wanted), live, out var conflicts);
        var answer = new PublicationAnswer(inForce, wish.Wanted)
            { Meanwhile = ConfigurationComparison.Of(before, live), Conflicts = conflicts };
        if (conflicts.Count > 0)
        {
            return answer with { Rejection = new(RejectionCode.ChangedMeanwhile,
                $"{conflicts[0].Path} was changed meanwhile to something else.", conflicts[0].Path) };
        }

        var reading = HallConfigurationReader.Read(merged);
        return reading.Configuration is { } configuration
            ? answer with { Configuration = configuration, IsInForce = HallConfigurationReader.Write(configuration) == live }
            : answer with { Rejection = new(RejectionCode.Malformed, reading.Faults[0].Message, reading.Faults[0].Path) };
    }
}
