using System.Globalization;

namespace Hall.Devices.Settings;

/// <summary>One serial line with pads, as a hall's configuration has it.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Name">Name for people, unique in the hall.</param>
/// <param name="Protocol">One of <see cref="LineFactory.Protocols"/>.</param>
/// <param name="Port">The port on the computer that opens it.</param>
/// <param name="BaudRate">Bits per second.</param>
/// <param name="Family"><c>one-based</c> or <c>zero-based</c>.</param>
/// <param name="Counters">Address on the line, "1" to "255", to counter.</param>
public sealed record DeviceLineSettings(
    string Hall, string Name, string Protocol, string Port, int BaudRate, string Family, IReadOnlyDictionary<string, string> Counters)
{
    /// <summary>The kiosk of a printer or reader, a reader's desk, or the loudspeaker of a sound card; empty otherwise.</summary>
    public string Place { get; init; } = "";

    /// <summary>What is particular to a protocol, by name; see the driver's page in docs/devices.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// With a reader of identity cards, the hall's card key as base 64; empty otherwise. An agent has it in memory alone: it is never
    /// written to a disk or a log, and opens nothing that the hub keeps.
    /// </summary>
    public string CardKey { get; init; } = "";

    /// <summary>A setting; the alternative when it is not there.</summary>
    public string Setting(string name, string otherwise) => Settings.GetValueOrDefault(name, otherwise);

    /// <summary>A setting that is a number; the alternative when it is not there or none.</summary>
    public int Setting(string name, int otherwise) =>
        int.TryParse(Settings.GetValueOrDefault(name), CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Address → counter, as numbers.</summary>
    public IReadOnlyDictionary<byte, string> Addresses() =>
        Counters.ToDictionary(pair => byte.Parse(pair.Key, CultureInfo.InvariantCulture), pair => pair.Value);

    /// <summary>Without the card key, which must not be written by chance.</summary>
    public override string ToString() => $"{Hall}: {Name}, {Protocol} at {Port}";

    /// <summary>Whether it is the same in every respect; records compare dictionaries by reference.</summary>
    public bool IsSameAs(DeviceLineSettings other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Counters = other.Counters, Settings = other.Settings } == other
            && Counters.Count == other.Counters.Count && !Counters.Except(other.Counters).Any()
            && Settings.Count == other.Settings.Count && !Settings.Except(other.Settings).Any();
    }
}
