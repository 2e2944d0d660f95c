using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;

namespace Hall.Hub.Engine;

/// <summary>Raises <see cref="AlertKind.WorkerFailed"/> for work that stands still, and takes it down when it goes on.</summary>
public sealed class WorkerAlerts(HubAlerts alerts, Func<IHallDirectory> halls)
{
    /// <summary>Takes a report of a <see cref="Worker"/> or a <see cref="HallFollower"/>.</summary>
    public void Take(Standstill standstill)
    {
        ArgumentNullException.ThrowIfNull(standstill);
        var (work, part) = (standstill.Work, standstill.Part);
        var ofHall = part.Length > 0 && halls().Find(new HallId(part)) is not null;
        var subject = part.Length == 0 ? work : ofHall ? $"{part}/{work}" : $"{work}/{part}";
        if (standstill.Since is null)
        {
            alerts.Clear(AlertKind.WorkerFailed, subject);
            return;
        }

        alerts.Raise(AlertKind.WorkerFailed, subject, standstill.Reason, work, ofHall ? part : "", ofHall ? "" : part);
    }
}
