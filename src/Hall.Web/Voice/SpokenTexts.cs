using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Hall.Web.Wording;

namespace Hall.Web.Voice;

/// <summary>
/// What a kiosk may have said: its own words by their keys, and what the hall's catalogue has. Nobody who asks writes a text, so this is
/// no speech for everybody.
/// </summary>
public static class SpokenTexts
{
    private static readonly string[] Spoken = ["kiosk.", "pages.", Word.LandingLanguage];

    /// <summary>The text; null when there is none of that name.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="kind"><c>word</c>, <c>service</c>, <c>papers</c>, <c>wait</c>, <c>topic</c>, <c>zone</c>, <c>priority</c> or
    /// <c>ticket</c>.</param>
    /// <param name="key">Which of that kind.</param>
    /// <param name="words">The words of the language.</param>
    public static async Task<string?> OfAsync(IHall hall, string kind, string key, Words words)
    {
        var plan = hall.Snapshot.Plan;
        var language = words.Language;
        return kind switch
        {
            "word" => WordOf(key, words),
            "service" => ServiceOf(plan, key)?.Names.In(language),
            "papers" => ServiceOf(plan, key) is { } service && KioskCatalogue.DocumentsOf(service, language) is { Count: > 0 } papers
                ? $"{words[Word.KioskPapers]}：{string.Join("，", papers)}"
                : null,
            "wait" => await WaitOfAsync(hall, key, words),
            "topic" => int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
                && KioskTopics.Of(plan).ElementAtOrDefault(at) is { } topic
                ? $"{topic.Names.In(language)}：{topic.Hint.In(language)}"
                : null,
            "zone" => plan.Zones.TryGetValue(new ZoneCode(key), out var zone)
                ? $"{words[Word.KioskZone, zone.Code]}，{zone.Names.In(language)}"
                : null,
            "priority" => plan.Priorities.TryGetValue(new PriorityCode(key), out var priority)
                ? key == PriorityCode.None.Value ? words[Word.KioskPriorityNone] : priority.Names.In(language)
                : null,
            "ticket" => await TicketOfAsync(hall, key, words),
            _ => null,
        };
    }

    private static Service? ServiceOf(HallPlan plan, string key) => plan.Find(new ServiceCode(key));

    // A sentence with a place to fill says nothing by itself.
    private static string? WordOf(string key, Words words) =>
        Array.Exists(Spoken, begin => key.StartsWith(begin, StringComparison.Ordinal)) && words.Keys.Contains(key)
            && words[key] is { Length: > 0 } text && !text.Contains('{', StringComparison.Ordinal) ? text : null;

    private static async Task<string?> WaitOfAsync(IHall hall, string key, Words words) =>
        await hall.AskAsync(new IfIssuedNow(new ServiceCode(key), PriorityCode.None)) is { } forecast
            ? $"{words[Word.KioskWait]}：{WaitRange.Text(forecast.Estimate, words)}。{words[Word.KioskAhead, forecast.Ahead]}"
            : null;

    private static async Task<string?> TicketOfAsync(IHall hall, string number, Words words) =>
        await hall.AskAsync(new TicketByNumber(number)) is { Ticket.IsAlive: true } ticket
            ? words[Word.KioskTicketSpoken, PhraseBook.Number(words.Language, ticket.Ticket.Number),
                WaitRange.Text(ticket.Estimate, words), ticket.Ahead ?? 0]
            : null;
}
