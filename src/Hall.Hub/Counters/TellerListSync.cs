using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Identity;

namespace Hall.Hub.Counters;

/// <summary>
/// Writes everybody who may serve at a counter into the halls' list of tellers, with their names as windows show them: an
/// account that was made just now opens a counter without anyone editing a configuration, and a configuration from a file takes nobody's
/// counter away.
/// </summary>
public sealed class TellerListSync(PeopleRegister people, IHallDirectory halls, TimeProvider time, StandstillReport report,
    ILogger<TellerListSync> logger)
    : AccountWorker("teller-list", people, halls, time, report, logger)
{
    /// <inheritdoc />
    protected override Task LookAtAsync(IHall hall) => WriteAsync(hall, People.All);

    /// <summary>Brings one hall's list up to date.</summary>
    /// <exception cref="InvalidOperationException">The hall refuses it, such as for a name that is too long.</exception>
    public static async Task WriteAsync(IHall hall, IReadOnlyList<RegisteredPerson> people)
    {
        var serving = people.Where(MayServe)
            .Select(person => new TellerDefinition(new StaffNumber(person.Staff), person.Name)).ToList();
        var numbers = serving.Select(teller => teller.Teller).ToHashSet();

        // Whoever has an account that may not serve is taken off the list, so that no other program opens a counter in that name.
        var gone = people.Select(person => new StaffNumber(person.Staff)).Where(number => !numbers.Contains(number)).ToList();
        var listed = hall.Snapshot.Plan.Configuration.Tellers.ToHashSet();
        if (!listed.IsSupersetOf(serving) || listed.Select(teller => teller.Teller).Intersect(gone).Any())
        {
            var outcome = await hall.ExecuteAsync(new SetTellers(serving, gone));
            if (outcome.Rejection is { } rejection)
            {
                throw new InvalidOperationException($"Hall {hall.Id} refuses its list of tellers: {rejection.Code} {rejection.Field}");
            }
        }
    }
}
