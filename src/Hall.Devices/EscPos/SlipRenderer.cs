using System.Globalization;
using System.Text;
using Hall.Devices.EscPos;
using Hall.Devices.Slips;
using Hall.Devices.Texts;

namespace Hall.Devices.EscPos;

/// <summary>Makes a printer's bytes from a template and what a slip says.</summary>
/// <param name="template">How it looks.</param>
/// <param name="logo">The logo the template names; null when it names none.</param>
public sealed class SlipRenderer(SlipTemplate template, SlipPicture? logo = null)
{
    private readonly CodePageText _text = new(template.CodePage, template.FourByteCharacters);

    /// <summary>The bytes of one paper.</summary>
    /// <param name="slip">What it says; its value <c>language</c> chooses among the template's texts.</param>
    /// <param name="copy">1, or which copy this is when an earlier one may have been printed.</param>
    public SlipBytes ToBytes(Slip slip, int copy = 1)
    {
        ArgumentNullException.ThrowIfNull(slip);
        var writer = new EscPosWriter(_text).Start();
        var language = slip.Values.GetValueOrDefault(SlipTemplate.LanguageName, "");
        var mark = copy > 1
            ? template.CopyIn(language).Replace("{n}", copy.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : "";
        string Value(string name) => name == "copy" ? mark : slip.Values.GetValueOrDefault(name, "");

        // A second copy is never unmarked, even where the template forgot to say so.
        if (copy > 1 && !template.Lines.Any(line => SlipTemplate.NamesIn(line.In(language) ?? "").Contains("copy")))
        {
            WriteText(writer, new SlipLine { Align = SlipAlign.Centre }, mark);
        }

        foreach (var line in template.Lines.Where(line => line.With is not { } name || IsGiven(slip, name)))
        {
            Write(writer, line, slip, language, Value);
        }

        return new SlipBytes(writer.ToBytes(), writer.Lacking);
    }

    private static bool IsGiven(Slip slip, string name) =>
        slip.Values.GetValueOrDefault(name, "").Length > 0 || slip.Lists.GetValueOrDefault(name, []).Count > 0;

    private void Write(EscPosWriter writer, SlipLine line, Slip slip, string language, Func<string, string> value)
    {
        switch (line)
        {
            case { Each: { } list, Text: not null }:
                var each = line.In(language)!;
                foreach (var item in slip.Lists.GetValueOrDefault(list, []))
                {
                    WriteText(writer, line, SlipTemplate.Fill(each, name => name == "item" ? item : value(name)), IndentOf(each));
                }

                break;
            case { Text: not null } when IsSaid(line.In(language)!, value):
                WriteText(writer, line, SlipTemplate.Fill(line.In(language)!, value));
                break;
            case { Qr: { } content } when IsSaid(content, value):
                var filled = SlipTemplate.Fill(content, value);
                if (Encoding.UTF8.GetByteCount(filled) <= EscPosWriter.LongestQr)
                {
                    writer.Align(line.Align).Qr(filled, line.Size ?? 6).Feed(1);
                }

                break;
            case { Feed: { } lines }:
                writer.Feed(lines);
                break;
            case { Rule: true }:
                writer.Size(1).Line(new string('-', template.Columns));
                break;
            case { Logo: true } when logo is not null:
                writer.Align(line.Align).Picture(logo);
                break;
            case { Cut: true }:
                writer.Cut();
                break;
            default:
                break;
        }
    }

    // A word that is wider than the paper at its size is written smaller before it is broken: half a number is no number.
    private void WriteText(EscPosWriter writer, SlipLine line, string filled, int indent = 0)
    {
        var shown = _text.Shown(SlipTypography.Plain(filled), writer.LackingHere);
        var size = Math.Min(line.Size ?? 1, Math.Max(1, template.Columns / Math.Max(1, SlipWrap.WidestOf(shown))));
        writer.Align(line.Align).Size(size);
        foreach (var part in SlipWrap.Lines(shown, template.Columns / size, indent))
        {
            writer.Line(part);
        }
    }

    // Where an item's text begins behind its mark, such as "· ".
    private int IndentOf(string each)
    {
        var mark = each[..Math.Max(0, each.IndexOf("{item}", StringComparison.Ordinal))];
        return mark.Any(char.IsLetterOrDigit) || mark.Contains('{', StringComparison.Ordinal) ? 0 : SlipWrap.WidthOf(_text.Shown(mark));
    }

    private static bool IsSaid(string pattern, Func<string, string> value)
    {
        var names = SlipTemplate.NamesIn(pattern).ToArray();
        return names.Length == 0 || names.Any(name => value(name).Length > 0);
    }
}

/// <summary>A paper as bytes.</summary>
/// <param name="Bytes">For the printer.</param>
/// <param name="Lacking">The characters that the printer's code page lacks, printed as 〓.</param>
public sealed record SlipBytes(byte[] Bytes, IReadOnlyList<string> Lacking);
