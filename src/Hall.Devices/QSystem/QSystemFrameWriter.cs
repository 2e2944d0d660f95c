using Hall.Devices.Texts;

namespace Hall.Devices.QSystem;

/// <summary>What a lamp shows. The names of 33 to 3D differ by maker; what one of them looks like must be tried.</summary>
public enum QSystemLampMode
{
    Off = 0x30,
    Red = 0x31,
    Green = 0x32,
    BlinkRed = 0x33,
    BlinkGreen = 0x34,
    BlinkRedFast = 0x35,
    BlinkGreenFast = 0x36,
    RedAndBeep = 0x37,
    GreenAndBeep = 0x38,
}

/// <summary>Writes the frames for lamps, mini displays and boards.</summary>
public static class QSystemFrameWriter
{
    private const byte Steady = 0x20;
    private const byte BlinkAlways = 0x21;

    /// <summary><c>01 ADDR MODE 07</c>.</summary>
    public static byte[] Lamp(byte address, QSystemLampMode mode) =>
        [QSystemFrameReader.Begin, address, (byte)mode, QSystemFrameReader.End];

    /// <summary>
    /// <c>01 ADDR BLINK c c c 07</c>: the last three characters of a number, so A012 shows 012; a shorter one is padded in front.
    /// </summary>
    public static byte[] Display(byte address, string number, bool blinks)
    {
        var shown = new string([.. number.Where(char.IsAsciiLetterOrDigit)]).PadLeft(3)[^3..];
        return
        [
            QSystemFrameReader.Begin, address, blinks ? BlinkAlways : Steady, (byte)shown[0], (byte)shown[1], (byte)shown[2],
            QSystemFrameReader.End,
        ];
    }

    /// <summary><c>01 ADDR text 07</c>; text beyond the longest is cut off between characters.</summary>
    public static byte[] Board(byte address, string text, CodePageText codePage)
    {
        ArgumentNullException.ThrowIfNull(codePage);
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var character = codePage.ToBytes(rune.ToString());
            if (bytes.Count + character.Length > QSystemFrameReader.LongestText)
            {
                break;
            }

            bytes.AddRange(character);
        }

        return [QSystemFrameReader.Begin, address, .. bytes.Count == 0 ? [Steady] : bytes, QSystemFrameReader.End];
    }
}
