using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>
/// Mean service time per service, decaying (the newest counts a twentieth), beginning at the catalogue's typical minutes.
/// Services longer than four times the mean count as four times: someone forgot to press complete.
/// </summary>
public sealed class ServiceTimes
{
    private const double Weight = 0.05;
    private const double LongestRatio = 4;
    private readonly Dictionary<ServiceCode, double> _meanSeconds = [];

    /// <summary>Another number whenever a mean was learned.</summary>
    public int Version { get; private set; }

    /// <summary>The means, seconds.</summary>
    public IReadOnlyDictionary<ServiceCode, double> MeanSecondsByService => _meanSeconds;

    /// <summary>Mean of a service, seconds.</summary>
    public double MeanSeconds(Service service) => _meanSeconds.TryGetValue(service.Code, out var mean) ? mean : service.Minutes * 60;

    /// <summary>Learns from one service.</summary>
    public void Learn(Service service, double seconds)
    {
        Version++;
        var mean = MeanSeconds(service);
        _meanSeconds[service.Code] = mean + (Weight * (Math.Min(seconds, LongestRatio * mean) - mean));
    }

    /// <summary>Takes up what was learned before.</summary>
    public void Restore(IReadOnlyDictionary<ServiceCode, double> means)
    {
        Version++;
        foreach (var (service, mean) in means)
        {
            _meanSeconds[service] = mean;
        }
    }
}
