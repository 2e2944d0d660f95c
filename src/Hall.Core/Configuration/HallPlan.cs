using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>A configuration, looked up by code: what the rules ask many times a second. Derived, never written down.</summary>
public sealed class HallPlan
{
    private readonly Dictionary<CounterId, ServiceCode[]> _skills = [];

    /// <summary>Derives the look-ups.</summary>
    public HallPlan(HallConfiguration configuration)
    {
        Configuration = configuration;
        TimeZone = TimeZoneInfo.FindSystemTimeZoneById(configuration.TimeZone);
        Services = configuration.Services.ToDictionary(service => service.Code);
        Zones = configuration.Zones.ToDictionary(zone => zone.Code);
        Counters = configuration.Counters.ToDictionary(counter => counter.Counter);
        Tellers = configuration.Tellers.ToDictionary(teller => teller.Teller);
        Priorities = configuration.Priorities.ToDictionary(priority => priority.Code);
        Priorities.TryAdd(PriorityCode.None, new PriorityClass { Code = PriorityCode.None });
        Classes = [.. Priorities.Values];
        foreach (var counter in configuration.Counters)
        {
            _skills[counter.Counter] = [.. Expand(counter)];
        }
    }

    /// <summary>The configuration itself.</summary>
    public HallConfiguration Configuration { get; }

    /// <summary>The hall's time zone.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Services by code.</summary>
    public Dictionary<ServiceCode, Service> Services { get; }

    /// <summary>Zones by letter.</summary>
    public Dictionary<ZoneCode, Zone> Zones { get; }

    /// <summary>Counters by number.</summary>
    public Dictionary<CounterId, CounterDefinition> Counters { get; }

    /// <summary>Tellers by staff number.</summary>
    public Dictionary<StaffNumber, TellerDefinition> Tellers { get; }

    /// <summary>Priority classes by code; <c>none</c> is always among them.</summary>
    public Dictionary<PriorityCode, PriorityClass> Priorities { get; }

    /// <summary>Priority classes.</summary>
    public PriorityClass[] Classes { get; }

    /// <summary>The rules' numbers.</summary>
    public HallSettings Rules => Configuration.Rules;

    /// <summary>The services a counter may serve; empty for an unknown counter.</summary>
    public IReadOnlyList<ServiceCode> SkillsOf(CounterId counter) => _skills.TryGetValue(counter, out var skills) ? skills : [];

    /// <summary>Whether a counter may serve a service.</summary>
    public bool MayServe(CounterId counter, ServiceCode service) => SkillsOf(counter).Contains(service);

    /// <summary>Whether the reserve rule holds back general work from this counter.</summary>
    public bool IsReserved(CounterId counter) =>
        Rules.ReserveSpecialCounters && SkillsOf(counter).Any(code => Services[code].Kind == ServiceKind.Special);

    /// <summary>The hall-local time of an instant.</summary>
    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZone).DateTime;

    /// <summary>The hall-local date of an instant: its business day.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    private IEnumerable<ServiceCode> Expand(CounterDefinition counter)
    {
        foreach (var entry in counter.Serves)
        {
            if (entry is "general" or "special")
            {
                var kind = entry == "general" ? ServiceKind.General : ServiceKind.Special;
                foreach (var service in Configuration.Services.Where(service => service.Zone == counter.Zone && service.Kind == kind))
                {
                    yield return service.Code;
                }
            }
            else
            {
                yield return new ServiceCode(entry);
            }
        }
    }
}
