using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Web.Wording;

/// <summary>A page of a zone's matters, all of one group.</summary>
/// <param name="Group">Key of the group's words.</param>
/// <param name="Services">The matters.</param>
/// <param name="Names">The hall's own heading; null for the group's words.</param>
public sealed record ServicePage(string Group, IReadOnlyList<Service> Services, LocalText? Names = null)
{
    /// <summary>The heading in a language.</summary>
    public string TitleIn(Words words) => Names?.In(words.Language) ?? words[Group];
}

/// <summary>Finds matters in a hall's catalogue.</summary>
public static class KioskCatalogue
{
    /// <summary>A zone's matters in pages: the hall's groups, then general ones, then special ones, frequent ones first among
    /// them.</summary>
    public static IReadOnlyList<ServicePage> PagesOf(HallPlan plan, ZoneCode zone, int perPage)
    {
        var groups = plan.Configuration.KioskLayout.Groups;
        var grouped = groups.SelectMany(group => group.Services).ToHashSet();
        var ofZone = plan.Configuration.Services.Where(service => service.Zone == zone && !grouped.Contains(service.Code)).ToList();
        return
        [
            .. groups.SelectMany(group => group.Services.Where(plan.Services.ContainsKey).Select(code => plan.Services[code])
                .Where(service => service.Zone == zone).Chunk(perPage).Select(page => new ServicePage("", page, group.Names))),
            .. PagesOf(Word.KioskGroupGeneral, ofZone.Where(service => service.Kind == ServiceKind.General), perPage),
            .. PagesOf(Word.KioskGroupSpecial, ofZone.Where(service => service.Kind == ServiceKind.Special), perPage),
        ];
    }

    /// <summary>The matters that the first page offers, at most four.</summary>
    public static IReadOnlyList<Service> Frequent(HallPlan plan) =>
        [.. plan.Configuration.Services.Where(service => service.Frequent).Take(4)];

    /// <summary>The papers of a matter in a language, else in Chinese.</summary>
    public static IReadOnlyList<string> DocumentsOf(Service service, string language) =>
        service.Documents.TryGetValue(language, out var documents) || service.Documents.TryGetValue(Words.Chinese, out documents)
            ? documents
            : [];

    private static IEnumerable<ServicePage> PagesOf(string group, IEnumerable<Service> services, int perPage) =>
        services.OrderByDescending(service => service.Frequent).Chunk(perPage).Select(page => new ServicePage(group, page));
}
