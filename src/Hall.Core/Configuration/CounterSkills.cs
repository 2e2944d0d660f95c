using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>Which services a counter may serve, with <c>general</c> and <c>special</c> spelt out.</summary>
public static class CounterSkills
{
    /// <summary>Stands for all general services of the counter's zone.</summary>
    public const string General = "general";

    /// <summary>Stands for all special services of the counter's zone.</summary>
    public const string Special = "special";

    /// <summary>The services that an entry of <see cref="CounterDefinition.Helps"/> stands for; none when it names nothing.</summary>
    public static IReadOnlyList<ServiceCode> HelpOf(HallConfiguration configuration, string entry)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        var kind = slash < 0 ? null : entry[(slash + 1)..] switch
        {
            General => ServiceKind.General,
            Special => (ServiceKind?)ServiceKind.Special,
            _ => null,
        };
        return [.. configuration.Services
            .Where(service => kind is null ? service.Code.Value == entry : service.Kind == kind && service.Zone.Value == entry[..slash])
            .Select(service => service.Code)];
    }

    /// <summary>
    /// The services of a counter, each once, in the order of <see cref="CounterDefinition.Serves"/> and within a kind in the order
    /// of the catalogue. A code that the catalogue lacks is left out; reading a file refuses it.
    /// </summary>
    public static IReadOnlyList<ServiceCode> Of(HallConfiguration configuration, CounterDefinition counter)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(counter);
        var codes = configuration.Services.Select(service => service.Code.Value).ToHashSet();
        var served = new OrderedDictionary<ServiceCode, bool>();
        foreach (var entry in counter.Serves)
        {
            foreach (var code in Spelt(entry))
            {
                served.TryAdd(code, true);
            }
        }

        return [.. served.Keys];

        IEnumerable<ServiceCode> Spelt(string entry) => entry switch
        {
            General => OfKind(ServiceKind.General),
            Special => OfKind(ServiceKind.Special),
            _ => codes.Contains(entry) ? [new(entry)] : [],
        };

        IEnumerable<ServiceCode> OfKind(ServiceKind kind) => configuration.Services
            .Where(service => service.Kind == kind && service.Zone == counter.Zone)
            .Select(service => service.Code);
    }
}
