using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Connections;
using Hall.Hub.DeviceLinks;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>A device of one window, as its teller sees it.</summary>
/// <param name="Name">What it is, in words.</param>
/// <param name="IsWell">Whether it answers.</param>
/// <param name="Since">Since when its line is as it is, UTC.</param>
public sealed record WindowDevice(string Name, bool IsWell, DateTimeOffset Since)
{
    /// <summary>Those of a window, in the order of the configuration.</summary>
    public static IReadOnlyList<WindowDevice> Of(DeviceLinks links, HallSnapshot snapshot, CounterId counter, Words words)
    {
        ArgumentNullException.ThrowIfNull(links);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(words);
        return
        [
            .. from line in links.Of(snapshot)
               where line.Definition.Counters.Values.Contains(counter)
               let mute = line.Pads.Any(pad => pad.Counter == counter.Value && pad.IsMute)
               select new WindowDevice(words.Of(WordGroup.CounterDevice, line.Definition.Protocol),
                   !line.AgentAway && !mute && line.Trouble.Length == 0 && line.Link.State == LinkState.Up, line.Link.Since),
        ];
    }
}
