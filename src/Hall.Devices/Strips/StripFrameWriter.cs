using Hall.Devices.Texts;

namespace Hall.Devices.Strips;

/// <summary>Writes frames for a strip. CHK is the sum modulo 256 of the bytes after it up to, not including, FF.</summary>
public static class StripFrameWriter
{
    /// <summary>The longest text in bytes; more is cut off between characters.</summary>
    public const int LongestText = 128;

    public static byte[] Show(byte address, string text, StripParameters parameters, CodePageText codePage)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(codePage);
        var body = new List<byte> { parameters.First, parameters.Second, parameters.Third, parameters.Fourth, parameters.Fifth };
        foreach (var rune in text.EnumerateRunes())
        {
            var character = codePage.ToBytes(rune.ToString());
            if (body.Count - 5 + character.Length > LongestText)
            {
                break;
            }

            body.AddRange(character);
        }

        return [0xAA, address, 0xBB, 0x51, 0x54, Sum([.. body]), .. body, 0xFF];
    }

    internal static byte Sum(ReadOnlySpan<byte> body)
    {
        byte sum = 0;
        foreach (var value in body)
        {
            sum = unchecked((byte)(sum + value));
        }

        return sum;
    }
}
