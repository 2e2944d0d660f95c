using System.Text;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Hub.Configurations;

/// <summary>What came of a file that somebody chose.</summary>
/// <param name="Configuration">The configuration; null when the file is refused.</param>
/// <param name="Refusal">Key of the sentence that refuses it, after <c>configuration.</c>; null when it is taken.</param>
/// <param name="Arguments">What fills its places.</param>
/// <param name="Faults">Every fault of the file.</param>
public sealed record ConfigurationImport(HallConfiguration? Configuration, string? Refusal, IReadOnlyList<object> Arguments,
    IReadOnlyList<ConfigurationFault> Faults)
{
    /// <summary>Reads a file of any kind.</summary>
    public static ConfigurationImport Read(byte[] file, HallId hall)
    {
        // A zip, a picture or a spreadsheet holds bytes that no text has; its faults as JSON would say nothing to anybody.
        if (file.AsSpan().IndexOf((byte)0) >= 0 || file.AsSpan().StartsWith("PK"u8))
        {
            return Refused("notText");
        }

        var reading = HallConfigurationReader.Read(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
        return reading.Configuration is not { } configuration ? new(null, "faulty", [reading.Faults.Count], reading.Faults)
            : configuration.Hall != hall ? Refused("otherHall", configuration.Hall.Value, hall.Value)
            : new(configuration, null, [], []);
    }

    private static ConfigurationImport Refused(string refusal, params IReadOnlyList<object> arguments) => new(null, refusal, arguments, []);
}
