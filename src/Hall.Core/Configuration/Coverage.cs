using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>Who serves what, without listing each counter's services: a catalogue of thousands is checked in milliseconds.</summary>
internal sealed class Coverage
{
    private readonly HashSet<string> _codes;
    private readonly HashSet<(ZoneCode Zone, ServiceKind Kind)> _kinds;
    private readonly HashSet<string> _servedCodes = [];
    private readonly HashSet<(ZoneCode Zone, ServiceKind Kind)> _servedKinds = [];

    public Coverage(HallConfiguration configuration)
    {
        _codes = [.. configuration.Services.Select(service => service.Code.Value)];
        _kinds = [.. configuration.Services.Select(service => (service.Zone, service.Kind))];
        foreach (var counter in configuration.Counters)
        {
            foreach (var entry in counter.Serves)
            {
                if (KindOf(entry) is { } kind)
                {
                    _servedKinds.Add((counter.Zone, kind));
                }
                else
                {
                    _servedCodes.Add(entry);
                }
            }
        }
    }

    /// <summary>Whether an entry of <c>serves</c> is a kind or a code of the catalogue.</summary>
    public bool Knows(string entry) => KindOf(entry) is not null || _codes.Contains(entry);

    /// <summary>Whether a counter serves at least one service.</summary>
    public bool HasService(CounterDefinition counter) => counter.Serves.Any(entry =>
        KindOf(entry) is { } kind ? _kinds.Contains((counter.Zone, kind)) : _codes.Contains(entry));

    /// <summary>Whether at least one counter serves a service.</summary>
    public bool HasCounter(Service service) =>
        _servedCodes.Contains(service.Code.Value) || _servedKinds.Contains((service.Zone, service.Kind));

    private static ServiceKind? KindOf(string entry) => entry switch
    {
        CounterSkills.General => ServiceKind.General,
        CounterSkills.Special => ServiceKind.Special,
        _ => null,
    };
}
