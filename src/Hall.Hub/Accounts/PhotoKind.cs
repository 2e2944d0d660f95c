using System.Buffers.Binary;

namespace Hall.Hub.Accounts;

/// <summary>Tells by its bytes whether a file is a photograph that a browser may show. Its name and what it claims to be count for
/// nothing.</summary>
public static class PhotoKind
{
    private const int LargestSide = 6_000;

    /// <summary><c>image/jpeg</c>, <c>image/png</c>, or null when it is neither or larger than 6,000 pixels on a side.</summary>
    public static string? Of(ReadOnlySpan<byte> file) =>
        IsPng(file) ? "image/png" : IsJpeg(file) ? "image/jpeg" : null;

    // PNG specification, sections 5.2 and 11.2.2: eight bytes of signature, then the header chunk with width and height.
    private static bool IsPng(ReadOnlySpan<byte> file) =>
        file.Length > 33 && file[..8].SequenceEqual<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            && file[12..16].SequenceEqual("IHDR"u8)
        && Fits(BinaryPrimitives.ReadUInt32BigEndian(file[16..]), BinaryPrimitives.ReadUInt32BigEndian(file[20..]));

    // ITU-T T.81, annex B: segments with a length each until a start of frame, which holds height and width.
    private static bool IsJpeg(ReadOnlySpan<byte> file)
    {
        if (file.Length < 12 || file[0] != 0xFF || file[1] != 0xD8)
        {
            return false;
        }

        var at = 2;
        while (at + 9 < file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Fits(BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        return false;
    }

    private static bool Fits(uint width, uint height) => width is > 0 and <= LargestSide && height is > 0 and <= LargestSide;
}
