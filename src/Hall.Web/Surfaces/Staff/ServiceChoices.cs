using Hall.Core.Configuration;

namespace Hall.Web.Surfaces.Staff;

/// <summary>Services as a <see cref="LookupField{T}"/> offers them: found by name, code or initials.</summary>
public static class ServiceChoices
{
    /// <summary>Those of a hall that are offered today.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="language">The language of the names.</param>
    /// <param name="fits">Which of them; null for all.</param>
    public static IEnumerable<Choice<string>> Of(HallPlan plan, string language, Func<Service, bool>? fits = null) =>
        plan.Configuration.Services.Where(service => fits?.Invoke(service) != false)
            .Select(service =>
                new Choice<string>(service.Code.Value, $"{service.Code.Value} {service.Names.In(language)}", service.Initials));
}
