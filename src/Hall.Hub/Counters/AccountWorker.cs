using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;

namespace Hall.Hub.Counters;

/// <summary>Brings something of each hall up to date with the accounts: when one of them changes, and every five seconds.</summary>
public abstract class AccountWorker : Worker
{
    private readonly IHallDirectory _halls;

    /// <summary>Follows the accounts.</summary>
    protected AccountWorker(
        string work, PeopleRegister people, IHallDirectory halls, TimeProvider time, StandstillReport report, ILogger logger)
        : base(work, time, report, logger)
    {
        (People, _halls) = (people, halls);
        people.Changed += Wake;
    }

    /// <summary>The accounts.</summary>
    protected PeopleRegister People { get; }

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) =>
        EachAsync(_halls.All, hall => hall.Id.Value, (hall, _) => LookAtAsync(hall), stop);

    /// <inheritdoc />
    public override void Dispose()
    {
        People.Changed -= Wake;
        GC.SuppressFinalize(this);
        base.Dispose();
    }

    /// <summary>Whether somebody may serve at counters.</summary>
    protected static bool MayServe(RegisteredPerson person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return !person.Disabled && person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe));
    }

    /// <summary>Brings one hall up to date.</summary>
    protected abstract Task LookAtAsync(IHall hall);
}
