using System.Globalization;
using System.Text;

namespace Hall.Devices.Slips;

/// <summary>
/// Breaks a text into lines of a printer: between words, and between Chinese characters, but never before what closes or behind what opens.
/// A word is broken only when it is longer than a line.
/// </summary>
internal static class SlipWrap
{
    private const string Closing = "，。、；：？！）》」』】〕〉”’％‰…—,.;:?!)]}%";
    private const string Opening = "（《「『【〔〈“‘([{";

    /// <summary>The lines of a text.</summary>
    /// <param name="text">As the printer can show it.</param>
    /// <param name="columns">Places of a line.</param>
    /// <param name="indent">Places that every line but the first is moved in, so that it stands under the beginning of its item.</param>
    public static IReadOnlyList<string> Lines(string text, int columns, int indent = 0)
    {
        indent = indent * 2 < columns ? indent : 0;
        var lines = new List<string>();
        var line = new StringBuilder();
        var pad = new string(' ', indent);
        foreach (var unit in Units(text).SelectMany(unit => Pieces(unit, columns - indent)))
        {
            var isFull = WidthOf(line.ToString()) + WidthOf(unit.TrimEnd()) > columns;
            if (isFull)
            {
                // Spaces alone make no line.
                lines.AddRange(line.ToString().TrimEnd() is { Length: > 0 } whole ? [whole] : []);
                line.Clear().Append(lines.Count > 0 ? pad : "");
            }

            line.Append(line.Length == pad.Length && lines.Count > 0 ? unit.TrimStart() : unit);
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    /// <summary>The places that the widest part takes which cannot be broken.</summary>
    public static int WidestOf(string text) => Units(text).Select(unit => WidthOf(unit.Trim())).DefaultIfEmpty(0).Max();

    /// <summary>The places a text takes: a Latin letter one, a Chinese character or sign two.</summary>
    public static int WidthOf(string text) => text.EnumerateRunes().Sum(rune => rune.IsAscii ? 1 : 2);

    // A unit is what stays together, with the spaces behind it.
    private static IEnumerable<string> Units(string text)
    {
        var unit = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayBreak(last, rune))
            {
                yield return unit.ToString();
                unit.Clear();
            }

            unit.Append(rune);
            before = rune;
        }

        if (unit.Length > 0)
        {
            yield return unit.ToString();
        }
    }

    private static bool MayBreak(Rune before, Rune after)
    {
        if (Rune.IsWhiteSpace(after))
        {
            return false;
        }

        if (Rune.IsWhiteSpace(before))
        {
            return true;
        }

        var isBetweenWide = !before.IsAscii || !after.IsAscii;
        return isBetweenWide && !IsIn(Closing, after) && !IsIn(Opening, before);
    }

    private static bool IsIn(string signs, Rune sign) => signs.Contains(sign.ToString(), StringComparison.Ordinal);

    // Longer than a line: broken between a word and the sign that clings to it where that keeps the word whole, else behind a hyphen or a
    // stroke, else wherever the line ends.
    private static IEnumerable<string> Pieces(string unit, int columns)
    {
        while (WidthOf(unit.TrimEnd()) > columns)
        {
            var (fits, at) = (0, 0);
            var width = 0;
            for (var elements = StringInfo.GetTextElementEnumerator(unit); elements.MoveNext();)
            {
                var element = elements.GetTextElement();
                width += WidthOf(element);
                if (width > columns)
                {
                    break;
                }

                fits = elements.ElementIndex + element.Length;
                at = element is "-" or "/" ? fits : at;
            }

            var cut = EdgeOf(unit, fits, columns) is > 0 and var edge ? edge : at > 0 ? at : Math.Max(fits, 1);
            yield return unit[..cut];
            unit = unit[cut..];
        }

        yield return unit;
    }

    // Where the word begins or ends that stands at the end of the line; 0 when it is longer than a line itself.
    private static int EdgeOf(string unit, int fits, int columns)
    {
        bool IsEdge(int at) => char.IsAscii(unit[at - 1]) != char.IsAscii(unit[at]);
        var edge = Enumerable.Range(1, fits).LastOrDefault(IsEdge);
        var next = Enumerable.Range(edge + 1, unit.Length - edge - 1).FirstOrDefault(IsEdge, unit.Length);
        return WidthOf(unit[edge..next].TrimEnd()) <= columns ? edge : 0;
    }
}
