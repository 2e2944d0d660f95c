using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Identity;

namespace Hall.Hub.Counters;

/// <summary>Closes the counters of tellers who were disabled, or whose role was taken away, while they worked.</summary>
public sealed partial class DisabledTellerMonitor(PeopleRegister people, IHallDirectory halls, TimeProvider time,
    StandstillReport report, ILogger<DisabledTellerMonitor> logger)
    : AccountWorker("dismissed-tellers", people, halls, time, report, logger)
{
    /// <inheritdoc />
    protected override async Task LookAtAsync(IHall hall)
    {
        ArgumentNullException.ThrowIfNull(hall);
        foreach (var teller in hall.Snapshot.Counters.Select(view => view.Counter.Teller).OfType<StaffNumber>().Where(MayNotServe).ToList())
        {
            await CounterHandover.DismissAsync(hall, teller);
            LogDismissed(Logger, hall.Id, teller);
        }
    }

    // Tellers without an account, as halls without sign-in have them, are nobody's business here.
    private bool MayNotServe(StaffNumber teller) => People.FindStaff(teller.Value) is { } person && !MayServe(person);

    [LoggerMessage(Level = LogLevel.Information, Message = "Hall {Hall}: teller {Teller} may no longer serve; the counter was closed")]
    private static partial void LogDismissed(ILogger logger, HallId hall, StaffNumber teller);
}
