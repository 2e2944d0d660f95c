using System.Globalization;

namespace Hall.Devices.Ff68;

/// <summary>Says what a frame means, for those who look for a fault. Which rating was given is nobody's business there.</summary>
internal static class Ff68Meaning
{
    /// <summary>The frame's bytes; none of a rating.</summary>
    public static byte[] BytesOf(Ff68Frame frame) => frame.Payload is [0x11, _] or [0x01, not 0x0B] ? [] : Ff68FrameWriter.ToBytes(frame);

    /// <summary>What a frame of ours says.</summary>
    public static string OfSent(Ff68Frame frame) => string.Create(CultureInfo.InvariantCulture, $"→ {frame.Address}: {frame.Payload switch
    {
        [0x02, _, _, _, _, _, _] digits => $"show {Digits(digits[4..])}, waiting {Digits(digits[1..4])}",
        [0x02, var stars] => $"{stars} stars",
        [0x03] => "beep",
        [0x01, 0x0B] => "ask for a rating",
        [0x01, _] => "rating acknowledged",
        _ => "acknowledged",
    }}");

    /// <summary>What a pad's frame says.</summary>
    public static string OfRead(Ff68Frame frame, Ff68Map map)
    {
        var meaning = Ff68Press.Read(frame, map) switch
        {
            null => "not understood",
            { IsRatingPress: true, Level: null } => "rating of a value that is not configured",
            { IsRatingPress: true } => "rating",
            var key => $"key {key.Key} {key.Digits}".TrimEnd(),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{frame.Address}: {meaning}");
    }

    private static string Digits(ReadOnlySpan<byte> digits)
    {
        var text = "";
        foreach (var digit in digits)
        {
            text += digit <= 9 ? (char)('0' + digit) : '–';
        }

        return text;
    }
}
