using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;

namespace Hall.Hub.Counters;

/// <summary>Closes the counters of tellers who were disabled, or whose role was taken away, while they worked.</summary>
public sealed partial class DisabledTellerMonitor : Worker
{
    private readonly PeopleRegister _people;
    private readonly IHallDirectory _halls;

    /// <summary>Follows the accounts.</summary>
    public DisabledTellerMonitor(PeopleRegister people, IHallDirectory halls, TimeProvider time, StandstillReport report,
        ILogger<DisabledTellerMonitor> logger)
        : base("dismissed-tellers", time, report, logger)
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
        EachAsync(_halls.All, hall => hall.Id.Value, (hall, _) => DismissAsync(hall), stop);

    /// <inheritdoc />
    public override void Dispose()
    {
        _people.Changed -= Wake;
        base.Dispose();
    }

    private async Task DismissAsync(IHall hall)
    {
        foreach (var teller in hall.Snapshot.Counters.Select(view => view.Counter.Teller).OfType<StaffNumber>().Where(MayNotServe).ToList())
        {
            await CounterHandover.DismissAsync(hall, teller);
            LogDismissed(Logger, hall.Id, teller);
        }
    }

    // Tellers without an account, as halls without sign-in have them, are nobody's business here.
    private bool MayNotServe(StaffNumber teller) => _people.FindStaff(teller.Value) is { } person
        && (person.Disabled || !person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe)));

    [LoggerMessage(Level = LogLevel.Information, Message = "Hall {Hall}: teller {Teller} may no longer serve; the counter was closed")]
    private static partial void LogDismissed(ILogger logger, HallId hall, StaffNumber teller);
}
