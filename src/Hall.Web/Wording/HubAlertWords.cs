using System.Globalization;
using Hall.Storage.Alerts;

namespace Hall.Web.Wording;

/// <summary>Says an alert in a language.</summary>
public static class HubAlertWords
{
    /// <summary>Its title with what it is about, and a sentence that says what to do; the sentence may be empty.</summary>
    public static (string Title, string Detail) Of(HubAlert alert, Words words)
    {
        if (alert is { Kind: AlertKind.WorkerFailed, Arguments: [var reason, var work, _, var part] })
        {
            var standing = words[Word.ManagerHubWorkerFailed, words.Find(WordGroup.Work, work) ?? work];
            return (part.Length == 0 ? standing : $"{standing} · {part}", words.Of(WordGroup.ManagerHubWorkerFailed, reason));
        }

        var title = words.Find(WordGroup.ManagerHub, alert.Kind) ?? alert.Kind;
        var about = alert.Hall is { } hall ? alert.Subject[hall.Length..].TrimStart('/') : alert.Subject;
        return (TitleOf(title, about, alert), DetailOf(alert, words));
    }

    // A title with a place for it names what it is about itself.
    private static string TitleOf(string title, string about, HubAlert alert) =>
        title.Contains("{0}", StringComparison.Ordinal)
            ? string.Format(CultureInfo.InvariantCulture, title, alert.Kind == AlertKind.DeviceMute ? alert.Arguments[0] : about)
        : about.Length == 0 ? title
        : $"{title} · {about}";

    private static string DetailOf(HubAlert alert, Words words)
    {
        if (!alert.Arguments.IsEmpty && $"manager.hub.{alert.Kind}.{alert.Arguments[0]}" is var ofCase && words.Find(ofCase) is not null)
        {
            return words[ofCase, [.. alert.Arguments.Skip(1)]];
        }

        var key = $"manager.hub.{alert.Kind}.detail";
        return words.Find(key) is null ? "" : words[key, [.. alert.Arguments]];
    }
}
