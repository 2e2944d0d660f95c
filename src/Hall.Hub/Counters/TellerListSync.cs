using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;

namespace Hall.Hub.Counters;

/// <summary>
/// Writes everybody who may serve at a counter into the halls' list of tellers, with their names as windows show them: an
/// account that was made just now opens a counter without anyone editing a configuration, and a configuration from a file takes nobody's
/// counter away.
/// </summary>
public sealed class TellerListSync : Worker
{
    private readonly PeopleRegister _people;
    private readonly IHallDirectory _halls;

    /// <summary>Follows the accounts.</summary>
    public TellerListSync(PeopleRegister people, IHallDirectory halls, TimeProvider time, StandstillReport report, ILogger<TellerListSync> logger)
        : base("teller-list", time, report, logger)
    {
        (_people, _halls) = (people, halls);
        people.Changed += Wake;
    }

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) =>
        EachAsync(_halls.All, hall => hall.Id.Value, (hall, _) => WriteAsync(hall, _people.All), stop);

    /// <inheritdoc />
    public override void Dispose()
    {
        _people.Changed -= Wake;
        base.Dispose();
    }

    /// <summary>Brings one hall's list up to date.</summary>
    /// <exception cref="InvalidOperationException">The hall refuses it, such as for a name that is too long.</exception>
    public static async Task WriteAsync(IHall hall, IReadOnlyList<RegisteredPerson> people)
    {
        var serving =
            people.Where(person => !person.Disabled && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe)))
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
