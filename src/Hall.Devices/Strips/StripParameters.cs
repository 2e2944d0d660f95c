using Hall.Devices.Settings;


namespace Hall.Devices.Strips;

/// <summary>How a strip shows a text: the five bytes before it, whose meaning no manual names; these are the example's.</summary>
public sealed record StripParameters(byte First = 0x0B, byte Second = 0x07, byte Third = 0x63, byte Fourth = 0x01, byte Fifth = 0x63)
{
    /// <summary>What a line's setting says: five bytes in hexadecimal with spaces between.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says why.</exception>
    public static StripParameters Of(DeviceLineSettings line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (!line.Settings.TryGetValue("parameters", out var text))
        {
            return new();
        }

        return text.Split(' ').Select(LineMaps.Hexadecimal).ToArray() is [var first, var second, var third, var fourth, var fifth]
            ? new(first, second, third, fourth, fifth)
            : throw new FormatException($"Line {line.Name}, setting parameters: five bytes are wanted, such as \"0B 07 63 01 63\".");
    }
}
