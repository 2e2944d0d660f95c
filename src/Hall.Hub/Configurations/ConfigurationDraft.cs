using Hall.Core.Configuration;

namespace Hall.Hub.Configurations;

/// <summary>A configuration that is being edited; it may have faults.</summary>
/// <param name="base">Sequence of the version that it began with; whoever publishes sees when another came between.</param>
/// <param name="revision">Rises by one with every save.</param>
/// <param name="by">Who changed it last.</param>
/// <param name="at">When, UTC.</param>
/// <param name="text">Its JSON.</param>
public sealed class ConfigurationDraft(long @base, long revision, string by, DateTimeOffset at, string text)
{
    private readonly Lazy<ConfigurationReading> _reading = new(() => HallConfigurationReader.Read(text));

    /// <summary>Sequence of the version that it began with.</summary>
    public long Base { get; } = @base;

    /// <summary>Rises by one with every save.</summary>
    public long Revision { get; } = revision;

    /// <summary>Who changed it last.</summary>
    public string By { get; } = by;

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Its JSON.</summary>
    public string Text { get; } = text;

    /// <summary>The configuration; null while it has faults.</summary>
    public HallConfiguration? Configuration => _reading.Value.Configuration;

    /// <summary>Every fault.</summary>
    public IReadOnlyList<ConfigurationFault> Faults => _reading.Value.Faults;
}
