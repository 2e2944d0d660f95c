using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>A hall as its lines see it: what was published, who is at work, and how long services take.</summary>
internal interface IStaffedHall
{
    /// <summary>The configuration in force.</summary>
    HallPlan Plan { get; }

    /// <summary>The counters.</summary>
    IReadOnlyDictionary<CounterId, Counter> Counters { get; }

    /// <summary>Another number whenever other counters are open or at work than before.</summary>
    int StaffingVersion { get; }

    /// <summary>Learned mean service times.</summary>
    ServiceTimes ServiceTimes { get; }
}
