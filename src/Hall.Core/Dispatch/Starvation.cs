using System.Globalization;
using Hall.Core.Configuration;

namespace Hall.Core.Dispatch;

/// <summary>
/// Whether settings would starve someone. Under b·(wait + credit) with b above 0 everyone's turn comes, but it may come so late that only
/// the cap on waiting saves them; and a service without a counter is never served.
/// </summary>
public static class Starvation
{
    /// <summary>Beyond this ratio of weights, a class is served before another as good as always.</summary>
    private const double MostRatio = 50;

    /// <summary>Who would starve and why, as a sentence; null when nobody.</summary>
    public static string? In(HallConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return InClasses(configuration) ?? InServices(configuration);
    }

    private static string? InClasses(HallConfiguration configuration)
    {
        var cap = configuration.Rules.WaitCapMinutes * 60.0;
        foreach (var late in configuration.Priorities)
        {
            if (!(late.Factor > 0))
            {
                return FormattableString.Invariant(
                    $"Class {late.Code} would never be called while others wait: its factor is {late.Factor}. Give it more than 0.");
            }

            foreach (var early in configuration.Priorities)
            {
                if (early.Factor / late.Factor > MostRatio)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"Class {late.Code} would starve beside class {early.Code}, whose factor is {early.Factor / late.Factor:F0} times "
                        + $"its own. Keep it within {MostRatio} times.");
                }

                if (early.Factor * early.CreditSeconds > late.Factor * (cap + late.CreditSeconds))
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"Class {late.Code} would starve beside class {early.Code}: who has just come with {early.CreditSeconds} s "
                        + $"of credit would go before one who has waited {configuration.Rules.WaitCapMinutes} minutes. "
                        + $"Lower the credit or the factor.");
                }
            }
        }

        return null;
    }

    private static string? InServices(HallConfiguration configuration)
    {
        var plan = new HallPlan(configuration);
        foreach (var service in configuration.Services)
        {
            if (!configuration.Counters.Any(counter => plan.MayServe(counter.Counter, service.Code)))
            {
                return $"Service {service.Code} would starve: no counter would serve it. A counter that only helps does not come in time.";
            }
        }

        return null;
    }
}
