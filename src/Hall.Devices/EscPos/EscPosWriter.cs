using System.Buffers.Binary;
using System.Text;
using Hall.Devices.Slips;
using Hall.Devices.Texts;

namespace Hall.Devices.EscPos;

/// <summary>
/// Writes ESC/POS commands, those of the public command set that ticket printers of all makers know. Lengths are in dots unless said.
/// </summary>
/// <param name="text">The printer's code page.</param>
public sealed class EscPosWriter(CodePageText text)
{
    /// <summary>The longest QR content in bytes at level M, as QR version 40 holds.</summary>
    public const int LongestQr = 2331;
    private readonly List<byte> _bytes = [];
    private readonly List<string> _lacking = [];

    /// <summary>The characters that the code page lacks, printed as 〓.</summary>
    public IReadOnlyList<string> Lacking => _lacking;

    /// <summary>Where whoever turns text into what the code page has notes what it lacks.</summary>
    internal ICollection<string> LackingHere => _lacking;

    /// <summary>Everything written so far.</summary>
    public byte[] ToBytes() => [.. _bytes];

    /// <summary>ESC @, then FS &amp;: the printer as after power on, and Chinese on.</summary>
    public EscPosWriter Start() => Add(0x1B, 0x40, 0x1C, 0x26);

    /// <summary>ESC a.</summary>
    public EscPosWriter Align(SlipAlign align) => Add(0x1B, 0x61, (byte)align);

    /// <summary>GS !: 1 to 8 times as wide and as high.</summary>
    public EscPosWriter Size(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(times, 8);
        return Add(0x1D, 0x21, (byte)(((times - 1) << 4) | (times - 1)));
    }

    /// <summary>One line of text and its end.</summary>
    public EscPosWriter Line(string line)
    {
        _bytes.AddRange(text.ToBytes(line, _lacking));
        return Add(0x0A);
    }

    /// <summary>ESC d: 0 to 255 empty lines.</summary>
    public EscPosWriter Feed(int lines)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(lines);
        return Add(0x1B, 0x64, (byte)Math.Min(lines, 255));
    }

    /// <summary>GS V 66: feed to the knife and cut.</summary>
    public EscPosWriter Cut() => Add(0x1D, 0x56, 0x42, 0x00);

    /// <summary>A QR code, model 2, error level M.</summary>
    /// <param name="content">What it says; at most <see cref="LongestQr"/> bytes of UTF-8.</param>
    /// <param name="moduleDots">The side of one of its squares, 1 to 16.</param>
    public EscPosWriter Qr(string content, int moduleDots)
    {
        var data = Encoding.UTF8.GetBytes(content);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, LongestQr);
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)(data.Length + 3));
        Add(0x1D, 0x28, 0x6B, 0x04, 0x00, 0x31, 0x41, 0x32, 0x00);
        Add(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x43, (byte)Math.Clamp(moduleDots, 1, 16));
        Add(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x45, 0x31);
        Add([0x1D, 0x28, 0x6B, .. length, 0x31, 0x50, 0x30, .. data]);
        return Add(0x1D, 0x28, 0x6B, 0x03, 0x00, 0x31, 0x51, 0x30);
    }

    /// <summary>GS v 0: a picture of one bit a dot, 1 is black, each row padded to a byte.</summary>
    public EscPosWriter Picture(SlipPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var row = picture.RowBytes;
        Add(0x1D, 0x76, 0x30, 0x00, (byte)row, (byte)(row >> 8), (byte)picture.Height, (byte)(picture.Height >> 8));
        return Add(picture.Bits.Span);
    }

    /// <summary>DLE EOT n, answered at once, whatever the printer is doing: 1 printer, 2 why offline, 3 errors, 4 paper.</summary>
    public static byte[] AskNow(byte what) => [0x10, 0x04, what];

    /// <summary>GS r 1, answered in its turn: the answer says that everything before it has been printed.</summary>
    public static byte[] AskInTurn() => [0x1D, 0x72, 0x01];

    private EscPosWriter Add(params ReadOnlySpan<byte> command)
    {
        _bytes.AddRange(command);
        return this;
    }
}
