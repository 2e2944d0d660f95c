using Hall.Core.Configuration;
using Hall.Core.Search;
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

    /// <summary>
    /// Those that are meant by what was typed: a window or zone that is named exactly, then services in the words that people use, then
    /// what else holds it.
    /// </summary>
    /// <param name="plan">The hall.</param>
    /// <param name="items">What can be chosen.</param>
    /// <param name="typed">What was typed; nothing keeps all as they are.</param>
    /// <param name="language">The language of the page.</param>
    public static IReadOnlyList<PickItem> Find(HallPlan plan, IReadOnlyList<PickItem> items, string typed, string language)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(items);
        if (string.IsNullOrWhiteSpace(typed))
        {
            return items;
        }

        var services = items.Where(item => plan.Services.ContainsKey(new(item.Key))).ToDictionary(item => item.Key);
        var places = PickItem.Find([.. items.Where(item => !services.ContainsKey(item.Key))], typed);
        var named = places.Where(place => place.Also.Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        var context = new SearchContext { Language = language, Among = service => services.ContainsKey(service.Code.Value) };
        var found = ServiceFinder.Find(plan.Configuration, typed, context).All.Select(one => Why(services[one.Service.Code.Value], one));
        return [.. named, .. found, .. places.Except(named)];
    }

    private static PickItem Why(PickItem item, Finding found) => found.Kind != WordKind.Everyday ? item
        : item with { Hint = item.Hint.Length == 0 ? found.Word : $"{found.Word} · {item.Hint}" };
}
