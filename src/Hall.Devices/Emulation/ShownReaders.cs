using System.Text;
using Hall.Devices.Framing;
using Hall.Devices.Onbon;
using Hall.Devices.Texts;

namespace Hall.Devices.Emulation;

/// <summary>What a QSystem lamp, mini display or board is told.</summary>
/// <param name="Address">The device.</param>
/// <param name="Shown">A lamp's mode in hexadecimal, the number of a mini display with "blinking", or a board's text.</param>
internal readonly record struct QSystemShown(byte Address, string Shown);

/// <summary>Reads what QSystem devices are told, whole, for emulators.</summary>
internal sealed class QSystemShownReader() : FrameScan<QSystemShown>(0x01, 70, null)
{
    private static readonly CodePageText Gbk = new("GBK");

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out QSystemShown frame, out int used)
    {
        frame = default;
        used = bytes.IndexOf((byte)0x07) + 1;
        if (used == 0)
        {
            return FrameFinding.Unfinished;
        }

        var shown = used < 4 ? [] : bytes[2..(used - 1)];
        frame = new(used < 4 ? (byte)0 : bytes[1], shown switch
        {
            [>= 0x30 and <= 0x3D and var mode] => $"{mode:X2}",
            [0x21, _, _, _] => $"{Encoding.ASCII.GetString(shown[1..]).Trim()} blinking",
            [0x20, _, _, _] => Encoding.ASCII.GetString(shown[1..]).Trim(),
            _ => Gbk.ToText(shown.ToArray()).Trim(),
        });
        return used < 4 ? FrameFinding.Noise : FrameFinding.Frame;
    }
}

/// <summary>What an Onbon card is told.</summary>
/// <param name="Area">The area that shows something new, from 0; -1 for anything else.</param>
/// <param name="Frame">The whole frame in hexadecimal.</param>
internal readonly record struct OnbonShown(int Area, string Frame);

/// <summary>Reads what a card is told, for emulators: told by its end, and understood as far as the area that it shows.</summary>
internal sealed class OnbonShownReader() : FrameScan<OnbonShown>(0xA5, LongestFrame, null)
{
    private const int LongestFrame = 2048;
    private const int Preamble = 8;
    private const int Header = 16;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out OnbonShown frame, out int used)
    {
        frame = default;
        used = bytes.IndexOf((byte)0x5A) + 1;
        if (used == 0)
        {
            return FrameFinding.Unfinished;
        }

        var begin = bytes[..used].LastIndexOf((byte)0xA5) + 1;
        var plain = new byte[used];
        var length = begin < used ? OnbonEscapes.Undo(bytes[begin..(used - 1)], plain) : 0;

        // A BX-6 says first how many areas there are.
        var isShow = length > Header + 12 && plain[Header + 1] == 0xA7 && plain[Header + 2] == 0x00;
        var area = !isShow ? -1 : plain[Header + 5] == 0x01 && plain[Header + 6] == 0x00 ? plain[Header + 11] : plain[Header + 9];
        frame = new(area, Convert.ToHexString(bytes[Math.Max(0, begin - Preamble)..used]));
        return FrameFinding.Frame;
    }
}
