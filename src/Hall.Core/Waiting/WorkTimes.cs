using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>How long services take, in whole milliseconds, so that sums of them never drift.</summary>
internal sealed class WorkTimes(IStaffedHall hall)
{
    /// <summary>Of a service that no catalogue has had that the hall remembers.</summary>
    public const double UsualSeconds = 360;

    /// <summary>Another number whenever one was learned.</summary>
    public int Version => hall.ServiceTimes.Version;

    /// <summary>Mean of a service, seconds.</summary>
    public double Seconds(ServiceCode service) => Milliseconds(service) / 1000.0;

    /// <summary>Mean of a service, milliseconds.</summary>
    public long Milliseconds(ServiceCode service) => (long)Math.Round(
        1000 * (hall.Plan.Find(service) is { } found ? hall.ServiceTimes.MeanSeconds(found) : UsualSeconds));
}
