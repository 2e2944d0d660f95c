using System.Collections.Immutable;
using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>A configuration, looked up by code: what the rules ask many times a second. Derived, never written down.</summary>
public sealed class HallPlan
{
    private readonly Dictionary<CounterId, ServiceCode[]> _skills = [];
    private readonly Dictionary<CounterId, HashSet<ServiceCode>> _maySkills = [];
    private readonly Dictionary<ZoneCode, CounterId[]> _reserved = [];
    private readonly HashSet<CounterId> _isReserved = [];
    private readonly Dictionary<CounterId, HashSet<ServiceCode>> _helps = [];
    private readonly HashSet<ServiceCode> _callable = [];
    private readonly HashSet<ZoneCode> _staffed = [];

    /// <summary>Derives the look-ups.</summary>
    /// <param name="configuration">The configuration in force.</param>
    /// <param name="withdrawn">Services that it lacks and known tickets carry; none when left out.</param>
    /// <param name="sequence">See <see cref="Sequence"/>.</param>
    public HallPlan(
        HallConfiguration configuration, IReadOnlyDictionary<ServiceCode, WithdrawnService>? withdrawn = null, long sequence = 0)
    {
        Configuration = configuration;
        Withdrawn = withdrawn ?? ImmutableDictionary<ServiceCode, WithdrawnService>.Empty;
        Sequence = sequence;
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
            _skills[counter.Counter] = [.. Expand(counter, counter.Serves)];
            _maySkills[counter.Counter] = [.. _skills[counter.Counter]];
            if (counter.Helps.Count > 0)
            {
                _helps[counter.Counter] =
                    [.. counter.Helps.SelectMany(entry => CounterSkills.HelpOf(configuration, entry)).Except(_skills[counter.Counter])];
            }

            _callable.UnionWith(_maySkills[counter.Counter]);
            _callable.UnionWith(HelpsOf(counter.Counter));
            _staffed.Add(counter.Zone);
            if (Rules.ReserveSpecialCounters
                && _skills[counter.Counter].Any(code => Services.TryGetValue(code, out var service) && service.Kind == ServiceKind.Special))
            {
                _isReserved.Add(counter.Counter);
            }
        }

        foreach (var zone in configuration.Counters.Where(counter => _isReserved.Contains(counter.Counter))
            .GroupBy(counter => counter.Zone))
        {
            _reserved[zone.Key] = [.. zone.Select(counter => counter.Counter)];
        }
    }

    /// <summary>The configuration itself.</summary>
    public HallConfiguration Configuration { get; }

    /// <summary>
    /// Sequence of the event that put it in force: a publication, a change of the rules or of the list of tellers. 0 for one that is in
    /// force nowhere.
    /// </summary>
    public long Sequence { get; }

    /// <summary>The hall's time zone.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Services by code.</summary>
    public Dictionary<ServiceCode, Service> Services { get; }

    /// <summary>Services that the catalogue lacks and known tickets carry.</summary>
    public IReadOnlyDictionary<ServiceCode, WithdrawnService> Withdrawn { get; }

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

    /// <summary>A post of matters; null where the hall has none of that name.</summary>
    public PostDefinition? PostOf(string post) => Configuration.Posts.FirstOrDefault(known => known.Post == post);

    /// <summary>The rules' numbers.</summary>
    public HallSettings Rules => Configuration.Rules;

    /// <summary>A service as it is offered, or as it was when it was withdrawn; null when no known ticket carries it.</summary>
    public Service? Find(ServiceCode code) =>
        Services.TryGetValue(code, out var offered) ? offered : Withdrawn.TryGetValue(code, out var withdrawn) ? withdrawn.Service : null;

    /// <summary>What a service is called, also when it was withdrawn; its code when no known ticket carries it.</summary>
    /// <param name="code">The service.</param>
    /// <param name="language">The language, such as <c>zh-CN</c>.</param>
    public string NameOf(ServiceCode code, string language) => Find(code)?.Names.In(language) ?? code.Value;

    /// <summary>Within how many minutes somebody who waits for a service should be called: special ones have a target of their
    /// own.</summary>
    public int TargetMinutesOf(ServiceCode code) =>
        Services.TryGetValue(code, out var service) && service.Kind == ServiceKind.Special ? Rules.SpecialTargetMinutes
            : Rules.TargetMinutes;

    /// <summary>
    /// What those who wait for a withdrawn service wait for by the publication's choice: another one; itself when they are served on; null
    /// when they lose the matter.
    /// </summary>
    public ServiceCode? SuccessorOf(ServiceCode code) =>
        Withdrawn.TryGetValue(code, out var withdrawn) && withdrawn.Ends ? null : withdrawn?.Becomes ?? code;

    /// <summary>Whether a counter may be given work for a service: it serves it, or helps with it.</summary>
    public bool MayCall(CounterId counter, ServiceCode service) => MayServe(counter, service) || HelpsOf(counter).Contains(service);

    /// <summary>Whether a service is offered and some counter may be given work for it.</summary>
    public bool HasCounterFor(ServiceCode service) => _callable.Contains(service) && Services.ContainsKey(service);

    /// <summary>Whether a counter stands in a zone.</summary>
    public bool HasCounterIn(ZoneCode zone) => _staffed.Contains(zone);

    /// <summary>The services a counter may serve; empty for an unknown counter.</summary>
    public IReadOnlyList<ServiceCode> SkillsOf(CounterId counter) => _skills.TryGetValue(counter, out var skills) ? skills : [];

    /// <summary>Whether a counter may serve a service.</summary>
    public bool MayServe(CounterId counter, ServiceCode service) =>
        _maySkills.TryGetValue(counter, out var skills) && skills.Contains(service);

    /// <summary>The services that a counter helps with when another zone is overrun, without its own.</summary>
    public IReadOnlySet<ServiceCode> HelpsOf(CounterId counter) => _helps.TryGetValue(counter, out var helps) ? helps : NoServices;

    /// <summary>The services that the first entry of a counter's <c>serves</c> names: its own matter, the others come after it.</summary>
    public IReadOnlySet<ServiceCode> FirstServedBy(CounterId counter) =>
        Counters.TryGetValue(counter, out var found) ? Expand(found, found.Serves.Take(1)).ToHashSet() : new HashSet<ServiceCode>();

    /// <summary>Whether the reserve rule holds back general work from this counter.</summary>
    public bool IsReserved(CounterId counter) => _isReserved.Contains(counter);

    /// <summary>The counters of a zone that the reserve rule keeps for special services.</summary>
    public IReadOnlyList<CounterId> ReservedIn(ZoneCode zone) => _reserved.TryGetValue(zone, out var counters) ? counters : [];

    /// <summary>The hall-local time of an instant.</summary>
    public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZone).DateTime;

    /// <summary>The hall-local date of an instant: its business day.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    /// <summary>Whether those who wait when a business day ends go on waiting on the next.</summary>
    public bool KeepsWaitingAfter(DateOnly day) => Rules.WaitingAtDayEnd switch
    {
        WaitingAtDayEnd.Keep => true,
        WaitingAtDayEnd.ByHours => Configuration.Hours.IsOpenOverMidnightOf(day),
        _ => false,
    };

    /// <summary>The instant at which a hall-local date begins, UTC.</summary>
    public DateTimeOffset BeginOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, TimeZone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    /// <summary>The last instant of a hall-local date, UTC.</summary>
    public DateTimeOffset EndOf(DateOnly day) => BeginOf(day.AddDays(1)).AddTicks(-1);

    private static readonly HashSet<ServiceCode> NoServices = [];

    private IEnumerable<ServiceCode> Expand(CounterDefinition counter, IEnumerable<string> entries)
    {
        foreach (var entry in entries)
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
