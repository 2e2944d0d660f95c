namespace Hall.Core.Configuration;

/// <summary>What came of reading a hall's file: a configuration, or every fault in it, never both.</summary>
public sealed record ConfigurationReading
{
    /// <summary>The configuration; null when there are faults.</summary>
    public HallConfiguration? Configuration { get; }

    /// <summary>Every fault, in the order of the file; empty when the configuration is good.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; }

    private ConfigurationReading(HallConfiguration? configuration, IReadOnlyList<ConfigurationFault> faults) =>
        (Configuration, Faults) = (configuration, faults);

    /// <summary>A configuration without fault.</summary>
    public static ConfigurationReading Good(HallConfiguration configuration) => new(configuration, []);

    /// <summary>A file that is refused.</summary>
    public static ConfigurationReading Faulty(IReadOnlyList<ConfigurationFault> faults) => new(null, faults);
}
