using Hall.Core.Configuration;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Files;

/// <summary>A scenario's file and the hall's file that it may name.</summary>
public static class ScenarioFile
{
    /// <summary>Reads a scenario.</summary>
    /// <exception cref="FaultyFileException">It cannot be used; the message has a line for each fault.</exception>
    public static (Scenario Scenario, HallConfiguration Hall) Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new FaultyFileException($"There is no file {path}.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var reading = ScenarioReader.Read(File.ReadAllText(path), name => HallAt(Path.Combine(folder, name)));
        return reading.Scenario is { } scenario
            ? (scenario, reading.Hall!)
            : throw new FaultyFileException(string.Join('\n', reading.Faults.Select(fault => $"{Path.GetFileName(path)}, {fault}")));
    }

    private static ConfigurationReading HallAt(string path) => File.Exists(path)
        ? HallConfigurationReader.Read(File.ReadAllText(path))
        : ConfigurationReading.Faulty([new("", 0, "there is no such file beside the scenario.")]);
}
