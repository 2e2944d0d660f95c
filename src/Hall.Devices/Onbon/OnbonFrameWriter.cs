using System.Buffers.Binary;
using Hall.Devices.Texts;

namespace Hall.Devices.Onbon;

/// <summary>Which generation a card is of; their areas differ.</summary>
public enum OnbonCard
{
    /// <summary>BX-5E: 4 areas, rows of bytes, a 0 bit is lit.</summary>
    Bx5E,

    /// <summary>
    /// BX-6E: 32 areas, rows of 32-bit words, speech; here too a 0 bit is taken for lit, which the manual says of 5E only.
    /// </summary>
    Bx6E,
}

/// <summary>A rectangle of a screen that is rewritten without limit, in dots.</summary>
/// <param name="Id">Its number on the card, from 0.</param>
/// <param name="X">Left; a multiple of 8 on a BX-5E, of 32 on a BX-6E.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
public sealed record OnbonArea(byte Id, ushort X, ushort Y, ushort Width, ushort Height);

/// <summary>
/// Writes frames by the published manuals of dynamic areas, BX-5 version 1.5 and BX-6 version 2.0. Numbers are little endian.
/// </summary>
public static class OnbonFrameWriter
{
    private const byte Group = 0xA7;

    /// <summary>Eight A5, header, data, CRC, with escapes, and 5A; the header asks any card of any type.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> data)
    {
        var plain = new byte[16 + data.Length + 2];
        ((ReadOnlySpan<byte>)[0xFE, 0xFF, 0x00, 0x80, 0xF0, 0x00, 0xFE, 0xFF]).CopyTo(plain);
        BinaryPrimitives.WriteUInt32LittleEndian(plain.AsSpan(12), (uint)data.Length);
        data.CopyTo(plain.AsSpan(16));
        BinaryPrimitives.WriteUInt16LittleEndian(plain.AsSpan(16 + data.Length), OnbonCrc.Of(plain.AsSpan(..^2)));
        return [0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, 0xA5, .. OnbonEscapes.Do(plain), 0x5A];
    }

    /// <summary>A2/00: is there a card?</summary>
    public static byte[] Ping() => Frame([0x01, 0xA2, 0x00, 0x00, 0x00]);

    /// <summary>A7/01: removes areas; all of them when none is named.</summary>
    public static byte[] Delete(params ReadOnlySpan<byte> areas) =>
        Frame(areas.IsEmpty ? [0x01, Group, 0x01, 0x00, 0x00, 0xFF] : [0x01, Group, 0x01, 0x00, 0x00, (byte)areas.Length, .. areas]);

    /// <summary>A7/00: shows one still page in an area, in place of the card's programs, until the next.</summary>
    /// <param name="card">The card's generation.</param>
    /// <param name="area">Where.</param>
    /// <param name="lit">One bit a dot, 1 is lit, each row padded to a byte; as large as the area.</param>
    /// <exception cref="ArgumentException">The picture is not as large as the area, or the area begins between two words.</exception>
    public static byte[] Show(OnbonCard card, OnbonArea area, ReadOnlySpan<byte> lit)
    {
        ArgumentNullException.ThrowIfNull(area);
        var unit = card == OnbonCard.Bx5E ? 8 : 32;
        if (area.X % unit != 0 || lit.Length != (area.Width + 7) / 8 * area.Height)
        {
            throw new ArgumentException(Invariant($"An area begins at a multiple of {unit} and its picture is as large as it is."),
                nameof(area));
        }

        var dots = Rows(lit, (area.Width + 7) / 8, unit / 8, area.Width);
        byte[] place = [0x10, .. Two(area.X), .. Two(area.Y), .. Two(area.Width), .. Two(area.Height), 0x00];
        // Style 0, still (1), clear 0, speed 1, stay 1 s, once, the whole width.
        byte[] page = [0x00, 0x01, 0x00, 0x01, .. Two(100), 0x00, .. Two(area.Width)];
        byte[] head = [area.Id, 0x00, .. Two(0), 0x01, .. Two(0), 0x01, 0, 0, 0, 0];
        byte[] content = card == OnbonCard.Bx5E
            ? [.. head, .. place, .. Two(1), .. Four(page.Length + 4 + dots.Length), .. page, .. new byte[4], .. dots]
            : [.. head, .. place, 0, 0, 0, 0, .. new byte[5], .. Two(1), .. Four(page.Length + 9 + 8), .. page, .. new byte[9], .. Four(0),
                .. Four(dots.Length), .. dots];
        byte[] count = card == OnbonCard.Bx5E ? [] : Two(1);
        return Frame([0x01, Group, 0x00, 0x00, 0x00, .. count, .. Four(content.Length), .. content]);
    }

    /// <summary>A7/07: a BX-6 speaks a text after those that wait already.</summary>
    /// <param name="text">What it says; characters that GBK lacks are left out rather than spoken as a mark.</param>
    /// <param name="volume">0 to 10.</param>
    /// <param name="codePage">GBK.</param>
    public static byte[] Speak(string text, int volume, CodePageText codePage)
    {
        ArgumentNullException.ThrowIfNull(codePage);
        ArgumentOutOfRangeException.ThrowIfNegative(volume);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(volume, 10);
        var lacking = new List<string>();
        codePage.ToBytes(text, lacking);
        var spoken = codePage.ToBytes(lacking.Aggregate(text, (left, character) => left.Replace(character, "", StringComparison.Ordinal)));
        // Voice 0, volume, speed 5, GBK, once, no pause, then three parameters that decide by themselves.
        byte[] sound = [0x00, (byte)volume, 0x05, 0x01, .. Four(0), .. Four(0), .. Four(3), 0, 0, 0, .. Four(spoken.Length), .. spoken];
        return Frame([0x01, Group, 0x07, 0x00, 0x00, 0x00, 0x02, 0, 0, 0, .. Four(sound.Length), .. sound]);
    }

    /// <summary>The dots as the card wants them: inverted, each row padded with ones to whole units.</summary>
    private static byte[] Rows(ReadOnlySpan<byte> lit, int rowBytes, int unitBytes, int width)
    {
        var padded = (rowBytes + unitBytes - 1) / unitBytes * unitBytes;
        var dots = new byte[padded * (lit.Length / rowBytes)];
        dots.AsSpan().Fill(0xFF);
        for (var row = 0; row < lit.Length / rowBytes; row++)
        {
            for (var index = 0; index < rowBytes; index++)
            {
                dots[(row * padded) + index] = (byte)~lit[(row * rowBytes) + index];
            }

            if (width % 8 is not 0 and var used)
            {
                dots[(row * padded) + rowBytes - 1] |= (byte)(0xFF >> used);
            }
        }

        return dots;
    }

    private static byte[] Two(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Four(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}
