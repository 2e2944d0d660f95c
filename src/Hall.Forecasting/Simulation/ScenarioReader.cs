using System.Text.Json;
using System.Text.Json.Nodes;
using Hall.Core.Configuration;

namespace Hall.Forecasting.Simulation;

/// <summary>A scenario with the hall that it plays in, or every fault that was found.</summary>
/// <param name="Scenario">The scenario; null when there are faults.</param>
/// <param name="Hall">Its hall; null when there are faults.</param>
/// <param name="Faults">Every fault, in the order of the file.</param>
public sealed record ScenarioReading(Scenario? Scenario, HallConfiguration? Hall, IReadOnlyList<ConfigurationFault> Faults);

/// <summary>
/// Reads a scenario as strictly as a hall's file: unknown, repeated and missing fields are faults, each with path and line.
/// </summary>
public static class ScenarioReader
{
    /// <summary>Reads a scenario.</summary>
    /// <param name="json">The whole text of the file.</param>
    /// <param name="hallFile">Reads the hall's file that the scenario names; called at most once.</param>
    public static ScenarioReading Read(string json, Func<string, ConfigurationReading> hallFile)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(hallFile);
        var faults = new List<ConfigurationFault>();
        if (JsonOutline.Read(json, faults) is not { } outline)
        {
            return new(null, null, faults);
        }

        var fitted = new ShapeCheck(faults).Fit(outline, typeof(Scenario));
        if (outline.Kind != JsonValueKind.Object)
        {
            return new(null, null, faults);
        }

        // Nothing is reserved unless the scenario says so; in a hall's file it is the other way round.
        if (fitted["rules"] is JsonObject rules && !rules.ContainsKey("reserveSpecialCounters"))
        {
            rules["reserveSpecialCounters"] = false;
        }

        var scenario = fitted.Deserialize<Scenario>(ConfigurationJson.Options)!;
        var found = new RuleFaults(new FaultLines(outline), [.. faults]);
        var hall = HallOf(scenario, hallFile, found);
        ScenarioRules.Check(found, scenario, hall);
        faults.AddRange(found.Found);
        return faults.Count == 0 ? new(scenario, hall, []) : new(null, null, [.. faults.OrderBy(fault => fault.Line)]);
    }

    private static HallConfiguration HallOf(Scenario scenario, Func<string, ConfigurationReading> hallFile, RuleFaults faults)
    {
        if (scenario.Hall.Length == 0)
        {
            return scenario.ToHall();
        }

        if (scenario.Services.Count > 0 || scenario.Counters.Count > 0)
        {
            faults.Add("hall", "The scenario names a hall's file and has services or counters of its own. Leave out one of them.");
        }

        var reading = hallFile(scenario.Hall);
        foreach (var fault in reading.Faults)
        {
            faults.Add("hall", $"{scenario.Hall}: {fault}");
        }

        return reading.Configuration ?? scenario.ToHall();
    }
}
