using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Hub.Demonstration;

/// <summary>The chances in a demonstration: who comes for what, how long it takes, how content they are. Seeded.</summary>
/// <param name="plan">The hall; its services are as much shorter than life as the crowd is faster.</param>
/// <param name="seed">Where the chances begin.</param>
/// <param name="speed">How much faster than life the crowd is.</param>
public sealed class CrowdDice(HallPlan plan, int seed, double speed)
{
    private const double Load = 0.92;
    private const double FrequentWeight = 6;
    private const double SpecialWeight = 0.35;
    private readonly Random _random = new(seed);
    private readonly Service[] _services = [.. plan.Configuration.Services];

    /// <summary>Arrivals per second over the hall that keep its counters about nine tenths busy.</summary>
    public double ArrivalsPerSecond { get; } = Load * plan.Configuration.Counters.Count /
        ((plan.Configuration.Services.Sum(service => service.Minutes * speed * Weight(service)) / plan.Configuration.Services.Sum(Weight)
            * 60 * 0.8) + 40);

    /// <summary>Mean of a service's time, seconds, over those that citizens come for.</summary>
    public double MeanSeconds(Func<Service, bool> which)
    {
        var some = _services.Where(which).ToList();
        return some.Count == 0 ? 0 : some.Sum(service => service.Minutes * speed * 60 * 0.8 * Weight(service)) / some.Sum(Weight);
    }

    /// <summary>How many of the citizens come for such a service, 0 to 1.</summary>
    public double ShareOf(Func<Service, bool> which) => _services.Where(which).Sum(Weight) / _services.Sum(Weight);

    /// <summary>Uniform, 0 to 1.</summary>
    public double Unit() => _random.NextDouble();

    /// <summary>A waiting time with this mean, seconds.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    /// <summary>Uniform between two bounds.</summary>
    public double Between(double low, double high) => low + (_random.NextDouble() * (high - low));

    /// <summary>True with this probability.</summary>
    public bool Chance(double probability) => _random.NextDouble() < probability;

    /// <summary>The service that an arriving citizen comes for.</summary>
    public Service Service()
    {
        var draw = _random.NextDouble() * _services.Sum(Weight);
        foreach (var service in _services)
        {
            draw -= Weight(service);
            if (draw <= 0)
            {
                return service;
            }
        }

        return _services[^1];
    }

    /// <summary>How long a service takes, seconds: lognormal, squared coefficient of variation about 0.6.</summary>
    public double ServiceSeconds(ServiceCode code)
    {
        const double Sigma = 0.69;
        var mean = plan.Services[code].Minutes * speed * 60 * 0.8;
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        return mean * Math.Exp((Sigma * normal) - (Sigma * Sigma / 2));
    }

    /// <summary>The class of priority of an arriving citizen.</summary>
    public PriorityCode Priority()
    {
        var code = _random.NextDouble() switch
        {
            < 0.86 => "none",
            < 0.94 => "elderly",
            < 0.97 => "veteran",
            < 0.985 => "pregnant",
            _ => "disabled",
        };
        return plan.Priorities.ContainsKey(new(code)) ? new(code) : PriorityCode.None;
    }

    /// <summary>The rating of one who rates.</summary>
    public FeedbackLevel Level() => _random.NextDouble() switch
    {
        < 0.66 => FeedbackLevel.VerySatisfied,
        < 0.90 => FeedbackLevel.Satisfied,
        < 0.97 => FeedbackLevel.BasicallySatisfied,
        < 0.99 => FeedbackLevel.Dissatisfied,
        _ => FeedbackLevel.VeryDissatisfied,
    };

    private static double Weight(Service service) =>
        (service.Frequent ? FrequentWeight : 1) * (service.Kind == ServiceKind.Special ? SpecialWeight : 1);
}
