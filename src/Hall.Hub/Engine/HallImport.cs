using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Engine;

/// <summary>Hall files on the command line become halls, once; a hall that exists is never touched.</summary>
public sealed partial class HallImport(HubOptions options, ILogger<HallImport> logger)
{
    private const double LeastMinutes = 0.1;

    /// <summary>The configurations to found, those of halls that exist left out. A faulty file is refused with every fault.</summary>
    /// <param name="existing">Halls that the journal holds.</param>
    /// <exception cref="HubStartException">The files' faults leave no hall at all.</exception>
    public IReadOnlyList<HallConfiguration> Read(IReadOnlyCollection<HallId> existing)
    {
        var found = new List<HallConfiguration>();
        var faults = new List<string>();
        foreach (var file in Files(existing))
        {
            if (ReadFile(file, faults) is { } configuration && !existing.Contains(configuration.Hall)
                && found.All(other => other.Hall != configuration.Hall))
            {
                found.Add(options.Demo ? ForDemonstration(configuration) : configuration);
            }
        }

        // Without any file the hub starts empty and is set up in the browser.
        if (existing.Count + found.Count == 0 && faults.Count > 0)
        {
            throw new HubStartException(NoHall(faults));
        }

        foreach (var fault in faults)
        {
            LogFault(fault);
        }

        return found;
    }

    private IEnumerable<string> Files(IReadOnlyCollection<HallId> existing) =>
        options is { Demo: true, HallFiles.Count: 0 } && existing.Count == 0
        ? [Path.Combine(options.KioskConfigFolder, "halls", "tongling.json")]
        : options.HallFiles;

    private static HallConfiguration? ReadFile(string file, List<string> faults)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            faults.Add($"{file}: there is no such file.");
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{file}: cannot be read: {fault.Message}");
            return null;
        }

        var reading = HallConfigurationReader.Read(text);
        faults.AddRange(reading.Faults.Select(fault => $"{file}: {fault}"));
        return reading.Faults.Count == 0 ? reading.Configuration : null;
    }

    /// <summary>Open round the clock; and where the crowd lives faster than life, so are its services, which is what forecasts begin
    /// with.</summary>
    private HallConfiguration ForDemonstration(HallConfiguration configuration) => configuration with
    {
        Hours = new OpeningHours { Always = true },
        Services = options.Speed <= 0
            ? configuration.Services
            : [.. configuration.Services.Select(service =>
                service with { Minutes = Math.Max(LeastMinutes, service.Minutes / options.Speed) })],
    };

    private static string NoHall(List<string> faults) =>
        $"No hall could be started. Mend these faults and start again:\n  {string.Join("\n  ", faults)}";

    [LoggerMessage(Level = LogLevel.Error, Message = "Refused, and the configuration that was there is kept: {Fault}")]
    private partial void LogFault(string fault);
}
