using System.Text;

namespace Hall.Devices.Texts;

/// <summary>
/// Turns text into the bytes of a device's Chinese code page. What the code page, and so the device's font, lacks becomes 〓, and
/// is named, never silently dropped; control characters become spaces, so that no name or hall's text can give a command.
/// </summary>
public sealed class CodePageText
{
    /// <summary>〓, the mark of a missing character in Chinese and Japanese type; A1 FE in GB 2312.</summary>
    private const char Missing = '〓';
    private readonly Encoding encoding;
    private readonly bool hasFourBytes;

    /// <param name="name">GB2312, GBK or GB18030.</param>
    /// <param name="hasFourBytes">The device's font has the four-byte characters of GB 18030; most printers have GBK only.</param>
    /// <exception cref="ArgumentException">There is no such code page.</exception>
    public CodePageText(string name, bool hasFourBytes = false)
    {
        // GB18030 and GBK are not in the framework's core, they come with this provider.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        encoding = Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ReplacementFallback);
        this.hasFourBytes = hasFourBytes;
    }

    /// <summary>The bytes of a text.</summary>
    /// <param name="text">Any text, broken surrogates too.</param>
    /// <param name="lacking">Gets the characters that became 〓; may be null.</param>
    public byte[] ToBytes(string text, ICollection<string>? lacking = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = new List<byte>(text.Length * 2);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
            {
                bytes.Add((byte)' ');
            }
            else if (Encoded(rune.ToString()) is { } encoded)
            {
                bytes.AddRange(encoded);
            }
            else
            {
                lacking?.Add(rune.ToString());
                bytes.AddRange(encoding.GetBytes([Missing]));
            }
        }

        return [.. bytes];
    }

    /// <summary>The text of bytes, for emulators.</summary>
    public string ToText(ReadOnlySpan<byte> bytes) => encoding.GetString(bytes);

    private byte[]? Encoded(string character)
    {
        try
        {
            var bytes = encoding.GetBytes(character);
            return bytes.Length <= 2 || hasFourBytes ? bytes : null;
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }
}
