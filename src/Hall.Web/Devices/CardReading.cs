using Hall.Core.Configuration;
using Hall.Core.Snapshots;
using Hall.Devices.Connections;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;

namespace Hall.Web.Devices;

/// <summary>The readers of the hub and its agents, as pages see them.</summary>
public sealed class CardReading(CardReaders readers, DeviceLinks links) : ICardReading
{
    /// <inheritdoc />
    public event Action<CardSeen>? Seen
    {
        add => readers.Seen += value;
        remove => readers.Seen -= value;
    }

    /// <inheritdoc />
    public ReaderState At(HallSnapshot snapshot, string place)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (!Readers(snapshot).Any(line => line.Place == place))
        {
            return ReaderState.None;
        }

        return links.Of(snapshot).Any(link => link.Definition is { Protocol: CardReaders.Protocol } line && line.Place == place && link.Link.State == LinkState.Up)
            ? ReaderState.Up
            : ReaderState.Down;
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Desks(HallSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return [.. Readers(snapshot).Select(line => line.Place).Where(place => place.StartsWith(CardReaders.Desk, StringComparison.Ordinal)).Distinct()];
    }

    private static IEnumerable<DeviceLineDefinition> Readers(HallSnapshot snapshot) =>
        snapshot.Plan.Configuration.DeviceLines.Where(line => line.Protocol == CardReaders.Protocol);
}
