using System.Text.Json;
using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>
/// Reads and writes a hall's file. Reading is strict, because a misspelt field that is silently ignored is found out by citizens:
/// unknown and repeated fields, comments and trailing commas are refused, and every fault is reported at once.
/// </summary>
public static class HallConfigurationReader
{
    /// <summary>Reads a hall's file.</summary>
    /// <param name="json">The whole text of the file.</param>
    /// <returns>The configuration, or every fault in the order of the file. Text that is not JSON gives the one fault where it breaks.</returns>
    public static ConfigurationReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var faults = new List<ConfigurationFault>();
        if (JsonOutline.Read(FormerNames.Renewed(json), faults) is not { } outline)
        {
            return ConfigurationReading.Faulty(faults);
        }

        var fitted = new ShapeCheck(faults).Fit(outline, typeof(HallConfiguration));
        if (outline.Kind != JsonValueKind.Object)
        {
            return ConfigurationReading.Faulty(faults);
        }

        var configuration = WithKnownNames(fitted.Deserialize<HallConfiguration>(ConfigurationJson.Options)!);
        faults.AddRange(HallConfigurationValidator.Validate(configuration, new FaultLines(outline), [.. faults]));
        return faults.Count == 0
            ? ConfigurationReading.Good(WithClassNone(configuration))
            : ConfigurationReading.Faulty([.. faults.OrderBy(fault => fault.Line)]);
    }

    /// <summary>Writes a configuration so that <see cref="Read"/> gives the same one back.</summary>
    public static string Write(HallConfiguration configuration) =>
        JsonSerializer.Serialize(configuration, ConfigurationJson.Options) + "\n";

    /// <summary>Names the classes that everybody knows where a file leaves their names out.</summary>
    private static HallConfiguration WithKnownNames(HallConfiguration configuration) =>
        configuration with { Priorities = [.. configuration.Priorities.Select(WithKnownName)] };

    private static PriorityClass WithKnownName(PriorityClass priority) =>
        priority.Names.Count == 0 && PriorityClass.Defaults.FirstOrDefault(known => known.Code == priority.Code) is { } known
            ? priority with { Names = known.Names }
            : priority;

    // It comes in after the check, because it moves the others down and the paths of faults would no longer be those of the file.
    private static HallConfiguration WithClassNone(HallConfiguration configuration) =>
        configuration.Priorities.Any(priority => priority.Code == PriorityCode.None)
            ? configuration
            : configuration with
            {
                Priorities = [PriorityClass.Defaults.First(known => known.Code == PriorityCode.None), .. configuration.Priorities],
            };
}
