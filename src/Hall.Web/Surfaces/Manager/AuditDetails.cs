using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Hub.Cases;
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

    // Their details begin with a ticket, or end with one.
    private static readonly FrozenSet<string> AtCounters = FrozenSet.Create(
        AuditKind.NumberChosen, AuditKind.HolderWaived, AuditKind.ActionUndone, AuditKind.CounterTakenOver, AuditKind.CounterSteered,
        AuditKind.DeviceTried);

    private static readonly FrozenSet<string> OfTickets = FrozenSet.Create(AuditKind.PriorityChanged, AuditKind.RatingSetAside);

    private static readonly FrozenSet<string> OfPeople = FrozenSet.Create(
        AuditKind.AccountCreated, AuditKind.AccountChanged, AuditKind.RolesChanged, AuditKind.AccountDisabled, AuditKind.AccountEnabled,
        AuditKind.PasswordChanged, AuditKind.LockedOut, AuditKind.AccountUnlocked, AuditKind.SignedIn, AuditKind.SignedOut,
        AuditKind.SessionEnded);

    /// <summary>The detail in a language, as far as it is no more than the sentence that was written.</summary>
    public static string In(string kind, string detail, Words words) =>
        kind == AuditKind.CaseStep ? words.Find(WordGroup.CareStep, detail) ?? detail
            : words.Language == Words.English || !Patterns.TryGetValue(kind, out var patterns) ? detail
            : patterns.Said(detail, words,
                place => kind == AuditKind.RolesChanged && place.Length == 0 ? words[Word.AuditNoRole] : Roles(place, words)) ?? detail;

    /// <summary>The detail in words that need no code: events by what they are, classes of priority by their names; the ticket that it
    /// names stands beside it as a link and is left out.</summary>
    public static string In(string kind, string detail, HallPlan plan, Words words) => kind switch
    {
        AuditKind.NumberChosen or AuditKind.HolderWaived when TicketInDetail(kind, detail) is not null => After(detail),
        AuditKind.ActionUndone when detail.Split(' ') is [var action, ..] =>
            words[Word.AuditUndone, words.Find(WordGroup.AuditAction, action) ?? action],
        AuditKind.PriorityChanged when detail.Split(':', 2) is [var code, var reason] =>
            $"{PriorityName(code.Trim(), plan, words)} · {reason.Trim()}",
        AuditKind.DispatchChanged => Changed(detail, words) ?? detail,
        AuditKind.RatingSetAside => words[Word.AuditCase, detail],
        AuditKind.MatterAct => words.Find(WordGroup.AuditMatter, detail) ?? detail,
        _ => In(kind, detail, words),
    };

    /// <summary>Who acted, by name where it is a person.</summary>
    public static string Actor(string actor, Words words, Func<string, string?> nameOf) => actor switch
    {
        "" => words[Word.AuditActorUnknown],
        "hub" => words[Word.AuditActorHub],
        "console" => words[Word.AuditActorConsole],
        _ when actor.StartsWith("screen ", StringComparison.Ordinal) => words[Word.AuditActorScreen, actor["screen ".Length..]],
        _ when nameOf(actor) is { Length: > 0 } name && name != actor => $"{name} {actor}",
        _ => actor,
    };

    /// <summary>To whom or what, as people call it, and whether it is a ticket.</summary>
    public static (string Text, bool IsTicket) Subject(string kind, string subject, HallPlan plan, Words words, Func<string,
        string?> nameOf)
    {
        var prefix = $"{plan.Configuration.Hall}/";
        if (subject == plan.Configuration.Hall.Value)
        {
            return (plan.Configuration.Names.In(words.Language), false);
        }

        if (OfPeople.Contains(kind) && nameOf(subject) is { Length: > 0 } name)
        {
            return (name == subject ? subject : $"{name} {subject}", false);
        }

        if (!subject.StartsWith(prefix, StringComparison.Ordinal))
        {
            return (words.Find(WordGroup.AuditAbout, subject) ?? subject, false);
        }

        var part = subject[prefix.Length..];
        return AtCounters.Contains(kind) && plan.Counters.ContainsKey(new(part)) ? (words[Word.CounterTitle, part], false)
            : OfTickets.Contains(kind) ? (words[Word.AuditTicket, part], true)
            : (part, false);
    }

    /// <summary>The page of a bad review's or a complaint's file, by its number; null when it is neither.</summary>
    public static string? CasePageOf(string number) =>
        number.StartsWith(CaseNumbers.Cases, StringComparison.Ordinal) ? "cases"
        : number.StartsWith(CaseNumbers.Complaints, StringComparison.Ordinal) ? "complaints" : null;

    /// <summary>The ticket that a row is about, in its subject or its detail; null when it is about none.</summary>
    public static long? TicketOf(string kind, string subject, string detail) =>
        OfTickets.Contains(kind) && subject.Split('/') is [_, var id] && Number(id) is { } ticket ? ticket : TicketInDetail(kind, detail);

    /// <summary>The ticket that a detail names; null when it names none.</summary>
    public static long? TicketInDetail(string kind, string detail) => kind switch
    {
        AuditKind.NumberChosen or AuditKind.HolderWaived => Number(detail.Split(':', 2)[0]),
        AuditKind.ActionUndone => Number(detail.Split(' ')[^1]),
        _ => null,
    };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    private static string After(string detail) => detail.Split(':', 2) is [_, var rest] ? rest.Trim() : "";

    private static string PriorityName(string code, HallPlan plan, Words words) =>
        plan.Priorities.TryGetValue(new(code), out var priority) && priority.Names.In(words.Language) is { Length: > 0 } name ? name
            : code == "none" ? words[Word.CounterRegular] : code;

    // A change of the calling rules is kept as JSON; each setting has its words on the page where it is made.
    private static string? Changed(string detail, Words words)
    {
        try
        {
            using var change = JsonDocument.Parse(detail);
            return change.RootElement.ValueKind != JsonValueKind.Object ? null : words.List(change.RootElement.EnumerateObject()
                .Select(setting =>
                    (words.Find(WordGroup.AuditSetting, setting.Name) ?? words.Find(WordGroup.Dispatch, setting.Name) ?? setting.Name)
                    + (setting.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? Parts(setting.Value, words)
                        : $" = {setting.Value}")));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Parts(JsonElement value, Words words)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return "";
        }

        var named = value.EnumerateArray()
            .Select(part => part.ValueKind == JsonValueKind.Object
                && (part.TryGetProperty("counter", out var one) || part.TryGetProperty("priority", out one)) ? Code(one) : null)
            .OfType<string>().ToList();
        return named.Count == 0 ? "" : $" ({words.List(named)})";
    }

    private static string Code(JsonElement one) =>
        one.ValueKind == JsonValueKind.Object && one.TryGetProperty("value", out var value) ? value.ToString() : one.ToString();

    private static string Roles(string place, Words words)
    {
        var named = place.Split(',', StringSplitOptions.TrimEntries).Select(role => words.Find(WordGroup.Role, role)).ToList();
        return named.Contains(null) ? place : words.List(named!);
    }
}
