namespace Hall.Devices.KeyboardPads;

/// <summary>Which character a key types, without shift: digits, letters, and '\n' for enter; '\0' for any other.</summary>
public static class KeyNames
{
    private const string Rows = "\0\u00011234567890\0\0\0\0qwertyuiop\0\0\n\0asdfghjkl\0\0\0\0\0zxcvbnm";
    private const string Pad = "789\0456\01230";
    private const int FirstOfPad = 71;
    private const int EnterOfPad = 96;

    /// <summary>By the key codes of linux/input-event-codes.h.</summary>
    public static char OfLinux(ushort code) => code switch
    {
        < 2 => '\0',
        EnterOfPad => '\n',
        >= FirstOfPad and < FirstOfPad + 12 => Pad[code - FirstOfPad],
        _ => code < Rows.Length ? Rows[code] : '\0',
    };

    /// <summary>By the usages of the HID keyboard page (0x07).</summary>
    public static char OfHid(byte usage) => usage switch
    {
        >= 0x04 and <= 0x1D => (char)('a' + usage - 0x04),
        >= 0x1E and <= 0x26 => (char)('1' + usage - 0x1E),
        0x27 or 0x62 => '0',
        >= 0x59 and <= 0x61 => (char)('1' + usage - 0x59),
        0x28 or 0x58 => '\n',
        _ => '\0',
    };
}
