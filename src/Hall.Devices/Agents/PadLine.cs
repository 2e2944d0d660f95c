using System.Globalization;
using Hall.Devices.Ff68;

namespace Hall.Devices.Agents;

/// <summary>One serial line with pads, as a hall's configuration has it.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Name">Name for people, unique in the hall.</param>
/// <param name="Protocol"><c>ff68</c>.</param>
/// <param name="Port">The port on the computer that opens it.</param>
/// <param name="BaudRate">Bits per second.</param>
/// <param name="Family"><c>one-based</c> or <c>zero-based</c>.</param>
/// <param name="Counters">Address on the line, "1" to "255", to counter.</param>
public sealed record PadLine(
    string Hall, string Name, string Protocol, string Port, int BaudRate, string Family, IReadOnlyDictionary<string, string> Counters)
{
    /// <summary>What the driver needs to know of it.</summary>
    public Ff68BusConfig ToBusConfig() => new()
    {
        PortName = Port,
        BaudRate = BaudRate,
        Counters = Counters.ToDictionary(pair => byte.Parse(pair.Key, CultureInfo.InvariantCulture), pair => pair.Value),
        Map = Ff68Map.Of(Family == "zero-based" ? Ff68Family.ZeroToThree : Ff68Family.OneToFour),
    };

    /// <summary>Whether it is the same in every respect; records compare dictionaries by reference.</summary>
    public bool IsSameAs(PadLine other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { Counters = other.Counters } == other && Counters.Count == other.Counters.Count && !Counters.Except(other.Counters).Any();
    }
}
