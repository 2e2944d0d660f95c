using System.Text;

namespace Hall.Devices.Texts;

/// <summary>
/// Turns text into the bytes of a device's Chinese code page. What the code page, and so the device's font, lacks is written with the
/// nearest that it has, and where there is none becomes 〓 and is named, never silently dropped; control characters become spaces, so that
/// no name or hall's text can give a command.
/// </summary>
public sealed class CodePageText
{
    /// <summary>〓, the mark of a missing character in Chinese and Japanese type; A1 FE in GB 2312.</summary>
    private const char Missing = '〓';
    private readonly Encoding _encoding;
    private readonly bool _hasFourBytes;
    private readonly bool _isGb2312;

    /// <param name="name">GB2312, GBK or GB18030.</param>
    /// <param name="hasFourBytes">The device's font has the four-byte characters of GB 18030; most printers have GBK only.</param>
    /// <exception cref="ArgumentException">There is no such code page.</exception>
    public CodePageText(string name, bool hasFourBytes = false)
    {
        // GB18030 and GBK are not in the framework's core, they come with this provider.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _encoding = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        _hasFourBytes = hasFourBytes;
        _isGb2312 = string.Equals(name, "GB2312", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The bytes of a text.</summary>
    /// <param name="text">Any text, broken surrogates too.</param>
    /// <param name="lacking">Gets the characters that became 〓; may be null.</param>
    public byte[] ToBytes(string text, ICollection<string>? lacking = null) => _encoding.GetBytes(Shown(text, lacking));

    /// <summary>The text as the device can show it: the same, or the nearest, or 〓.</summary>
    /// <param name="text">Any text, broken surrogates too.</param>
    /// <param name="lacking">Gets the characters that became 〓; may be null.</param>
    public string Shown(string text, ICollection<string>? lacking = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                shown.Append(' ');
            }
            else if (Has(rune))
            {
                shown.Append(rune);
            }
            else if (NearestText.Of(rune).FirstOrDefault(nearest => nearest.EnumerateRunes().All(Has)) is { } nearest)
            {
                shown.Append(nearest);
            }
            else
            {
                lacking?.Add(rune.ToString());
                shown.Append(Missing);
            }
        }

        return shown.ToString();
    }

    /// <summary>The text of bytes, for emulators.</summary>
    public string ToText(ReadOnlySpan<byte> bytes) => _encoding.GetString(bytes);

    private bool Has(Rune character)
    {
        if (character.IsAscii)
        {
            return true;
        }

        try
        {
            // A single byte above 7F is the system's own, such as its euro at 80; no printer has it.
            return _encoding.GetBytes(character.ToString()) switch
            {
                [_] => false,
                [var lead, var trail] => !_isGb2312 || (lead is >= 0xA1 and <= 0xF7 && trail >= 0xA1),
                _ => _hasFourBytes,
            };
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
