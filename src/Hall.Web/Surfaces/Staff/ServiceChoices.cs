using Hall.Core.Configuration;
using Hall.Core.Search;

namespace Hall.Web.Surfaces.Staff;

/// <summary>Services as a <see cref="LookupField{T}"/> offers them: found as a kiosk finds them.</summary>
public static class ServiceChoices
{
    /// <summary>Those of a hall that are offered today.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="language">The language of the names.</param>
    /// <param name="fits">Which of them; null for all.</param>
    public static IEnumerable<Choice<string>> Of(HallPlan plan, string language, Func<Service, bool>? fits = null) =>
        plan.Configuration.Services.Where(service => fits?.Invoke(service) != false).Select(service => ChoiceOf(service, language));

    /// <summary>Those that fit what is typed, the best first.</summary>
    /// <param name="plan">The hall.</param>
    /// <param name="language">The language of the names.</param>
    /// <param name="typed">What is typed.</param>
    /// <param name="fits">Which of them; null for all.</param>
    public static IEnumerable<Choice<string>> Found(HallPlan plan, string language, string typed, Func<Service, bool>? fits = null) =>
        ServiceFinder.Find(plan.Configuration, typed, new() { Language = language, Among = fits }).All
            .Select(found => ChoiceOf(found.Service, language));

    private static Choice<string> ChoiceOf(Service service, string language) =>
        new(service.Code.Value, $"{service.Code.Value} {service.Names.In(language)}", service.Initials);
}
