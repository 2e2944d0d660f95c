using System.Globalization;

namespace Hall.Devices.Settings;

/// <summary>
/// What a hall's file says that the bytes of its pads mean, such as <c>"levels": "1=verySatisfied 2=satisfied"</c>: makers and firmware
/// differ, so every map is a setting of the line. A map that is given takes the place of the whole usual one.
/// </summary>
internal static class LineMaps
{
    /// <summary>A byte written as two hexadecimal digits, such as <c>0C</c>.</summary>
    public static byte Hexadecimal(string text) => byte.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>A byte written as a number, such as <c>4</c>.</summary>
    public static byte Number(string text) => byte.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>What a key types: one digit or letter, however it is written.</summary>
    public static char Character(string text) =>
        text is [var only] ? char.ToLowerInvariant(only) : throw new FormatException($"\"{text}\" is not one character.");

    /// <summary>A map of a line's settings.</summary>
    /// <param name="line">The line.</param>
    /// <param name="setting">The setting's name.</param>
    /// <param name="from">Reads what stands before an equals sign.</param>
    /// <param name="otherwise">The map when the setting is not there.</param>
    /// <exception cref="FormatException">It cannot be read; the message names the setting and the entry.</exception>
    public static IReadOnlyDictionary<TFrom, TTo> Of<TFrom, TTo>(DeviceLineSettings line, string setting, Func<string, TFrom> from,
        IReadOnlyDictionary<TFrom, TTo> otherwise)
        where TFrom : notnull
        where TTo : struct, Enum
    {
        if (!line.Settings.TryGetValue(setting, out var text))
        {
            return otherwise;
        }

        var map = new Dictionary<TFrom, TTo>();
        foreach (var entry in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                map[from(entry[..Math.Max(entry.IndexOf('=', StringComparison.Ordinal), 0)])] =
                    Meaning<TTo>(entry[(entry.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            }
            catch (Exception fault) when (fault is FormatException or OverflowException)
            {
                throw new FormatException($"Line {line.Name}, setting {setting}: \"{entry}\" cannot be read. {fault.Message}", fault);
            }
        }

        return map;
    }

    /// <summary>A control line of a serial port; null to leave it alone.</summary>
    public static bool? Switch(DeviceLineSettings line, string setting) =>
        line.Setting(setting, "") switch { "on" => true, "off" => false, _ => null };

    // A number would be taken for a member of the enumeration, whichever that is.
    private static TTo Meaning<TTo>(string name)
        where TTo : struct, Enum => name is [> '9', ..] && Enum.TryParse<TTo>(name, ignoreCase: true, out var meaning)
            ? meaning
            : throw new FormatException($"Say what it means: {string.Join(", ", Enum.GetNames<TTo>())}.");
}
