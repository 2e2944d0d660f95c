using Hall.Devices.Presses;

namespace Hall.Devices.Ff68;

/// <summary>What a pad's frame says, before anybody knows whose counter it is.</summary>
/// <param name="IsRatingPress">A rating; otherwise a key.</param>
/// <param name="Value">The rating's number.</param>
/// <param name="Level">The rating's meaning; null when the map has none.</param>
/// <param name="Key">The key's meaning.</param>
/// <param name="Digits">The digits before the key.</param>
internal sealed record Ff68Press(bool IsRatingPress, byte Value, PadLevel? Level, PadKey Key, string Digits)
{
    /// <summary>11 first and one byte more is a rating; 11 alone is the one-metre line.</summary>
    public static bool IsRating(Ff68Frame frame) => frame.Payload is [0x11, _];

    /// <summary>Reads a frame from a pad; null when it is no press.</summary>
    public static Ff68Press? Read(Ff68Frame frame, Ff68Map map)
    {
        var payload = frame.Payload;
        if (IsRating(frame))
        {
            return new Ff68Press(true, payload[1], map.Levels.TryGetValue(payload[1], out var level) ? level : null, default, "");
        }

        if (payload.IsEmpty || !map.Keys.TryGetValue(payload[^1], out var key) || payload[..^1].ContainsAnyExceptInRange((byte)0, (byte)9))
        {
            return null;
        }

        var digits = string.Concat(payload[..^1].ToArray());
        var meaning = key == PadKey.Function && map.Functions.TryGetValue(digits, out var function) ? function : key;
        return new Ff68Press(false, 0, null, meaning, digits);
    }
}
