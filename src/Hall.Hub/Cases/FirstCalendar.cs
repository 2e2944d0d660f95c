using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Devices.Supervision;

namespace Hall.Hub.Cases;

/// <summary>
/// Publishes the calendar file in force in every hall that has no calendar yet: at the first start after the upgrade, and in a hall that
/// is founded later. From then on the file is only imported by a person.
/// </summary>
public sealed partial class FirstCalendar(
    WorkCalendarFile file, IHallDirectory halls, TimeProvider time, StandstillReport report, ILogger<FirstCalendar> logger)
    : Worker("first-calendar", time, report, logger)
{
    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(10);

    /// <summary>Publishes before anybody is served, so that the first matter has its last day.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidDataException or JournalUnavailableException)
        {
            // The next look says so where people read it; a calendar that cannot be read is no reason not to open the doors.
            LogNotYet(fault.Message);
        }

        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(
        halls.All.Where(hall => hall.Snapshot.Matters.Calendar is null), hall => hall.Id.Value, PublishAsync, stop);

    private async Task PublishAsync(IHall hall, CancellationToken stop)
    {
        var outcome = await hall.ExecuteAsync(new PublishWorkCalendar(file.Years), null, stop);
        if (outcome.Rejection is { } rejection)
        {
            throw new InvalidDataException($"The calendar file cannot be published: {rejection.Message}");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The calendar of working days is not published yet: {Reason}")]
    private partial void LogNotYet(string reason);
}
