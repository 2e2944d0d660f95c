using System.Collections.Frozen;
using Hall.Storage.Audit;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager;

/// <summary>
/// Says in a language what a row of the audit tells. The row itself stays as it was written, in English, because its hash holds it;
/// what a person wrote, such as a reason, is not touched.
/// </summary>
public static class AuditDetails
{
    private static readonly FrozenDictionary<string, SentencePatterns> Patterns =
        AuditKind.All.ToFrozenDictionary(kind => kind, kind => new SentencePatterns($"audit.detail.{kind}."));

    /// <summary>The detail in a language.</summary>
    public static string In(string kind, string detail, Words words) =>
        kind == AuditKind.CaseStep ? words.Find(WordGroup.CareStep, detail) ?? detail
            : words.Language == Words.English || !Patterns.TryGetValue(kind, out var patterns) ? detail
            : patterns.Said(detail, words,
                place => kind == AuditKind.RolesChanged && place.Length == 0 ? words[Word.AuditNoRole] : Roles(place, words)) ?? detail;

    private static string Roles(string place, Words words)
    {
        var named = place.Split(',', StringSplitOptions.TrimEntries).Select(role => words.Find(WordGroup.Role, role)).ToList();
        return named.Contains(null) ? place : words.List(named!);
    }
}
