using Hall.Devices.Lamps;
using Hall.Devices.Texts;

namespace Hall.Devices.Emulation;

/// <summary>Reads what a lamp shows out of its frame: each character, of one byte or two, is followed by its colour.</summary>
internal static class LampTexts
{
    /// <summary>The text.</summary>
    public static string Of(LampFrame frame, CodePageText codePage)
    {
        var data = Convert.FromHexString(frame.Data);
        var text = new List<byte>();
        for (var at = 0; at < data.Length;)
        {
            var length = data[at] < 0x80 ? 1 : 2;
            text.AddRange(data.AsSpan(at, Math.Min(length, data.Length - at)));
            at += length + 1;
        }

        return codePage.ToText([.. text]);
    }
}
