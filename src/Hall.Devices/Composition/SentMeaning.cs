using System.Globalization;
using Hall.Devices.Lamps;
using Hall.Devices.Onbon;
using Hall.Devices.Texts;

namespace Hall.Devices.Composition;

/// <summary>Says what a frame that we sent means, for those who look for a fault; FF 68 has its own (<c>Ff68Meaning</c>).</summary>
internal static class SentMeaning
{
    private const int OnbonPreamble = 8;
    private const int OnbonHeader = 16;

    /// <summary>What the frames of a protocol mean; null where nothing is sent, or its driver says it.</summary>
    /// <param name="protocol">The protocol.</param>
    /// <param name="codePage">Of its texts.</param>
    public static Func<byte[], string>? Of(string protocol, string codePage)
    {
        switch (protocol)
        {
            case "ascii" or "lcd":
                return _ => "ask for a rating";
            case "onbon-5" or "onbon-6":
                return OfOnbon;
            case "lamp-a090" or "strip-aabb" or "qsystem":
                var text = new CodePageText(codePage);
                return protocol switch
                {
                    "lamp-a090" => bytes => OfLamp(bytes, text),
                    "strip-aabb" => bytes => OfStrip(bytes, text),
                    _ => bytes => OfQSystem(bytes, text),
                };
            default:
                return null;
        }
    }

    private static string OfLamp(byte[] bytes, CodePageText text)
    {
        if (bytes is not [0xA0, 0x90, var address, _, _, _, .. var coloured, _])
        {
            return "";
        }

        // Every character has its colour behind it; a Chinese one has two bytes, the first above 7F.
        var characters = new List<byte>();
        for (var at = 0; at < coloured.Length; at++)
        {
            characters.Add(coloured[at]);
            if (coloured[at] > 0x7F && at + 1 < coloured.Length)
            {
                characters.Add(coloured[++at]);
            }

            at++;
        }

        return characters.Count == 0 ? To(address, "show nothing") : To(address,
            $"show {text.ToText([.. characters])}, {$"{(LampColour)coloured[^1]}".ToLowerInvariant()}");
    }

    private static string OfStrip(byte[] bytes, CodePageText text) =>
        bytes is [0xAA, var address, 0xBB, _, _, _, _, _, _, _, _, .. var shown, 0xFF] ? OfText(address, shown, text) : "";

    private static string OfQSystem(byte[] bytes, CodePageText text) => bytes switch
    {
        [0x01, var address, 0x20, 0x07] => To(address, "show nothing"),
        [0x01, var address, >= 0x30 and <= 0x3D and var mode, 0x07] => To(address, $"lamp mode {mode:X2}"),
        [0x01, var address, 0x20 or 0x21, .. { Length: 3 } number, 0x07] => OfText(address, number, text),
        [0x01, var address, .. var shown, 0x07] => OfText(address, shown, text),
        _ => "",
    };

    private static string OfOnbon(byte[] bytes)
    {
        var plain = new byte[bytes.Length];
        var length = bytes.Length > OnbonPreamble
            ? OnbonEscapes.Undo(bytes.AsSpan(OnbonPreamble, bytes.Length - OnbonPreamble - 1), plain) : 0;
        return length < OnbonHeader + 3 ? "" : (plain[OnbonHeader + 1], plain[OnbonHeader + 2]) switch
        {
            (0xA2, 0x00) => "ping",
            (0xA7, 0x00) => "show a picture",
            (0xA7, 0x01) => "clear",
            (0xA7, 0x07) => "speak",
            _ => "",
        };
    }

    private static string OfText(byte address, byte[] shown, CodePageText text) =>
        text.ToText(shown) is var said && string.IsNullOrWhiteSpace(said)
            ? To(address, "show nothing") : To(address, $"show {said.Trim()}");

    private static string To(byte address, string what) => string.Create(CultureInfo.InvariantCulture, $"→ {address}: {what}");
}
