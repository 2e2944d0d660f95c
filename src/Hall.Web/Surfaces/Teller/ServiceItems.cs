using Hall.Core.Configuration;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>The services of a hall, to be found by code, initials and name.</summary>
public static class ServiceItems
{
    /// <summary>All that are offered, or those that fit.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="words">The words; they say the language of the names.</param>
    /// <param name="hint">What stands at the end of a row.</param>
    /// <param name="fits">Which of them; null for all.</param>
    public static IReadOnlyList<PickItem> Of(HallPlan plan, Words words, Func<Service, string> hint, Func<Service, bool>? fits = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(words);
        return [.. plan.Configuration.Services.Where(service => fits?.Invoke(service) != false).Select(service => new PickItem(
            service.Code.Value, $"{service.Code.Value} {service.Names.In(words.Language)}", service.Initials, hint(service)))];
    }
}
