using Hall.Devices.Lines;

namespace Hall.Devices.Ff68;

/// <summary>
/// Notices a mute pad. The protocol has no poll: all there is to go by is how often a pad was asked for a rating without ever being heard.
/// </summary>
internal sealed class Ff68PadWatch(IReadOnlyDictionary<byte, string> counters, int muteAfterAsking, TimeProvider timeProvider)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<byte, DeviceStatus> pads = new(
        counters.ToDictionary(pad => pad.Key, pad => new DeviceStatus(pad.Key, pad.Value, null, 0, false)));
    private DateTimeOffset? lastFrameAt;

    public DateTimeOffset? LastFrameAt
    {
        get
        {
            lock (gate)
            {
                return lastFrameAt;
            }
        }
    }

    public IReadOnlyList<DeviceStatus> Pads
    {
        get
        {
            lock (gate)
            {
                return [.. pads.Values];
            }
        }
    }

    /// <summary>A valid frame came from this address. True when its pad had been mute.</summary>
    public bool Heard(byte address)
    {
        lock (gate)
        {
            var now = timeProvider.GetUtcNow();
            lastFrameAt = now;
            return Change(address, pad => pad with { LastFrameAt = now, AskedUnheard = 0, IsMute = false });
        }
    }

    /// <summary>The pad was asked for a rating. True when that made it mute.</summary>
    public bool Asked(byte address)
    {
        lock (gate)
        {
            return Change(address,
                pad => pad with { AskedUnheard = pad.AskedUnheard + 1, IsMute = pad.AskedUnheard + 1 >= muteAfterAsking });
        }
    }

    private bool Change(byte address, Func<DeviceStatus, DeviceStatus> change)
    {
        if (!pads.TryGetValue(address, out var before))
        {
            return false;
        }

        pads[address] = change(before);
        return pads[address].IsMute != before.IsMute;
    }
}
