using System.Text.RegularExpressions;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager.Devices;

/// <summary>What a frame means, in the reader's language. What the drivers say is English, whichever computer they run on.</summary>
public static partial class FrameMeanings
{
    // In the order in which they are tried: the narrower first.
    private static readonly (string Key, string Pattern)[] Written =
    [
        ("nothing", @"show nothing"),
        ("picture", @"show a picture"),
        ("showWaiting", @"show (?<a>.+), waiting (?<b>.+)"),
        ("showRed", @"show (?<a>.+), red"),
        ("showGreen", @"show (?<a>.+), green"),
        ("showYellow", @"show (?<a>.+), yellow"),
        ("show", @"show (?<a>.+)"),
        ("lamp", @"lamp mode (?<a>[0-9A-F]{2})"),
        ("stars", @"(?<a>\d+) stars"),
        ("beep", @"beep"),
        ("ask", @"ask for a rating"),
        ("rated", @"rating acknowledged"),
        ("acknowledged", @"acknowledged"),
        ("notUnderstood", @"not understood"),
        ("ratingUnknown", @"rating of a value that is not configured"),
        ("rating", @"rating"),
        ("noRating", @"no rating, ret (?<a>-?\d+)"),
        ("key", @"key (?<k>\w+)(?<a>( \d+)?)"),
        ("keyUnknown", @"a key that is not configured"),
        ("nobody", @"an address or a key that is not configured"),
        ("resultUnknown", @"a result that is not configured"),
        ("bounce", @"the same key once more, bouncing"),
        ("ping", @"ping"),
        ("clear", @"clear"),
        ("speak", @"speak"),
        ("done", @"done"),
        ("answered", @"answered"),
        ("error", @"refused, error (?<a>\d+)"),
        ("find", @"find"),
        ("select", @"select"),
        ("read", @"read"),
        ("card", @"a card is there"),
        ("noCard", @"no card"),
        ("cardRead", @"a card; its bytes are not kept"),
        ("status", @"status (?<a>[0-9A-F]{2})"),
        ("ready", @"ready"),
        ("played", @"(?<a>\d+) bytes played"),
        ("slipPrinted", @"slip: Printed, copies (?<a>\d+)\. ?"),
        ("slipSent", @"slip: Sent, copies (?<a>\d+)\..*"),
        ("slipNot", @"slip: NotPrinted, copies \d+\. (?<r>.*)"),
        ("slipUnknown", @"slip: Unknown, copies \d+\. (?<r>.*)"),
        ("printerMute", @"The printer does not answer\..*"),
        ("printerCover", @"The printer's cover is open\..*"),
        ("printerPaper", @"The printer has no paper\..*"),
        ("printerFault", @"The printer reports a fault\..*"),
        ("printerOffline", @"The printer is offline\..*"),
        ("printerAway", @"The printer is not connected\."),
        ("printerBroke", @"The line to the printer broke in the middle of a ticket\."),
        ("printerGone", @"The line to the printer broke before a ticket\."),
        ("printerGarbled", @"What the printer answers makes no sense\..*"),
        ("printerSilent", @"The printer did not say that it had printed\."),
        ("printerFull", @"Too many tickets wait for this printer\."),
    ];

    private static readonly (string Key, Regex Pattern)[] Known =
        [.. Written.Select(known =>
            (known.Key, new Regex($@"\A{known.Pattern}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)))];

    /// <summary>The meaning in the words' language; one that is not known stays as it is.</summary>
    public static string In(Words words, string meaning)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(meaning);
        var whom = Whom().Match(meaning).Value;
        return whom + Said(words, meaning[whom.Length..]);
    }

    private static string Said(Words words, string meaning)
    {
        foreach (var (key, pattern) in Known)
        {
            if (pattern.Match(meaning) is { Success: true } match)
            {
                var (first, second) = (match.Groups["a"].Value, match.Groups["b"].Value);
                second = match.Groups["k"] is { Success: true } name ? words.Find(WordGroup.ManagerFrameKey, name.Value) ?? name.Value
                    : second;
                second = match.Groups["r"] is { Success: true } reason ? Said(words, reason.Value) : second;
                return words.Of(WordGroup.ManagerFrame, key, first, second);
            }
        }

        return meaning;
    }

    /// <summary>Which address a frame was for or from.</summary>
    [GeneratedRegex(@"\A(→ )?\d+: ")]
    private static partial Regex Whom();
}
