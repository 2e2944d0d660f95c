using Hall.Devices.Texts;

namespace Hall.Devices.Lamps;

/// <summary>Writes frames for window lamps, by description: no example frame is published.</summary>
public static class LampFrameWriter
{
    private const int MostCharacters = 64;

    /// <summary><c>A0 90 ADDR A5 LENhi LENlo (character, colour)* XOR</c>: shows a text at once.</summary>
    public static byte[] Show(byte address, string text, LampColour colour, LampLength counted, CodePageText codePage) =>
        Text(0xA5, address, text, colour, counted, codePage);

    /// <summary>The same with A2: stores a text.</summary>
    public static byte[] Store(byte address, string text, LampColour colour, LampLength counted, CodePageText codePage) =>
        Text(0xA2, address, text, colour, counted, codePage);

    /// <summary>A1 without data: shows what is stored.</summary>
    public static byte[] ShowStored(byte address, LampLength counted) => Frame(0xA1, address, [], 0, counted);

    internal static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
        {
            sum ^= value;
        }

        return sum;
    }

    private static byte[] Text(byte command, byte address, string text, LampColour colour, LampLength counted, CodePageText codePage)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(codePage);
        var runes = text.EnumerateRunes().Take(MostCharacters).ToArray();
        var data = new List<byte>();
        foreach (var rune in runes)
        {
            data.AddRange(codePage.ToBytes(rune.ToString()));
            data.Add((byte)colour);
        }

        return Frame(command, address, [.. data], runes.Length, counted);
    }

    private static byte[] Frame(byte command, byte address, byte[] data, int characters, LampLength counted)
    {
        var length = counted switch
        {
            LampLength.Characters => characters,
            LampLength.DataBytesAndSum => data.Length + 1,
            _ => data.Length,
        };
        byte[] summed = [address, command, (byte)(length >> 8), (byte)length, .. data];
        return [0xA0, 0x90, .. summed, Xor(summed)];
    }
}
