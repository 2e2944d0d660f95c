using System.Globalization;
using System.Text;

namespace Hall.Devices.Slips;

/// <summary>A black-and-white picture, 1 is black, each row padded to a byte.</summary>
/// <param name="Width">In dots.</param>
/// <param name="Height">In dots.</param>
/// <param name="Bits">The rows, one after another.</param>
public sealed record SlipPicture(int Width, int Height, ReadOnlyMemory<byte> Bits)
{
    /// <summary>A paper of 80 mm has 576 dots; a taller picture than this would only waste paper.</summary>
    private const int MostDots = 2048;

    /// <summary>The bytes of one row.</summary>
    public int RowBytes => (Width + 7) / 8;

    /// <summary>Reads a portable bitmap of type P4 (netpbm), such as <c>convert logo.png -monochrome logo.pbm</c> makes.</summary>
    /// <exception cref="FormatException">It is none, or broken off, or larger than 2048 dots; the message is for people.</exception>
    public static SlipPicture FromPbm(ReadOnlyMemory<byte> file)
    {
        var at = 0;
        if (Word(file.Span, ref at) != "P4")
        {
            throw new FormatException("A logo is a portable bitmap of type P4. Convert it: convert logo.png -monochrome logo.pbm");
        }

        if (!int.TryParse(Word(file.Span, ref at), NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            || !int.TryParse(Word(file.Span, ref at), NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            || width is < 1 or > MostDots || height is < 1 or > MostDots)
        {
            throw new FormatException($"The logo's width and height must be 1 to {MostDots} dots.");
        }

        var length = (width + 7) / 8 * height;
        return file.Length - at >= length
            ? new SlipPicture(width, height, file.Slice(at, length))
            : throw new FormatException("The logo's file is broken off.");
    }

    private static string Word(ReadOnlySpan<byte> file, ref int at)
    {
        while (at < file.Length && (file[at] == '#' || char.IsWhiteSpace((char)file[at])))
        {
            var isComment = file[at] == '#';
            at++;
            while (isComment && at < file.Length && file[at] != '\n')
            {
                at++;
            }
        }

        var start = at;
        while (at < file.Length && !char.IsWhiteSpace((char)file[at]))
        {
            at++;
        }

        // Exactly one white character stands behind a word; after the height the picture begins.
        var word = Encoding.ASCII.GetString(file[start..at]);
        at = Math.Min(at + 1, file.Length);
        return word;
    }
}
