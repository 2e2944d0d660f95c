using System.Globalization;
using System.Text;
using Hall.Devices.EscPos;
using Hall.Devices.Texts;

namespace Hall.Devices.Slips;

/// <summary>Makes a printer's bytes from a template and what a slip says.</summary>
/// <param name="template">How it looks.</param>
/// <param name="logo">The logo the template names; null when it names none.</param>
public sealed class SlipPress(SlipTemplate template, SlipPicture? logo = null)
{
    private readonly CodePageText text = new(template.CodePage, template.FourByteCharacters);

    /// <summary>The bytes of one paper.</summary>
    /// <param name="slip">What it says.</param>
    /// <param name="copy">1, or which copy this is when an earlier one may have been printed.</param>
    public SlipBytes ToBytes(Slip slip, int copy = 1)
    {
        ArgumentNullException.ThrowIfNull(slip);
        var writer = new EscPosWriter(text).Start();
        var mark = copy > 1 ? template.Copy.Replace("{n}", copy.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) : "";
        string Value(string name) => name == "copy" ? mark : slip.Values.GetValueOrDefault(name, "");

        // A second copy is never unmarked, even where the template forgot to say so.
        if (copy > 1 && !template.Lines.Any(line => SlipTemplate.NamesIn(line.Text ?? "").Contains("copy")))
        {
            writer.Align(SlipAlign.Centre).Size(1).Line(mark);
        }

        foreach (var line in template.Lines)
        {
            Write(writer, line, slip, Value);
        }

        return new SlipBytes(writer.ToBytes(), writer.Lacking);
    }

    private void Write(EscPosWriter writer, SlipLine line, Slip slip, Func<string, string> value)
    {
        switch (line)
        {
            case { Each: { } list, Text: { } each }:
                foreach (var item in slip.Lists.GetValueOrDefault(list, []))
                {
                    WriteText(writer, line, SlipTemplate.Fill(each, name => name == "item" ? item : value(name)));
                }

                break;
            case { Text: { } pattern } when IsSaid(pattern, value):
                WriteText(writer, line, SlipTemplate.Fill(pattern, value));
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

    private static void WriteText(EscPosWriter writer, SlipLine line, string filled) =>
        writer.Align(line.Align).Size(line.Size ?? 1).Line(filled);

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
