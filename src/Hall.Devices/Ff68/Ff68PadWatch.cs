using Hall.Devices.Lines;

namespace Hall.Devices.Ff68;

/// <summary>
/// Notices a mute pad. The protocol has no poll: all there is to go by is how often a pad was asked for a rating without ever being heard.
/// </summary>
internal sealed class Ff68PadWatch(IReadOnlyDictionary<byte, string> counters, int muteAfterAsking, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<byte, DeviceStatus> _pads = new(
        counters.ToDictionary(pad => pad.Key, pad => new DeviceStatus(pad.Key, pad.Value, null, 0, false)));
    private DateTimeOffset? _lastFrameAt;

    public DateTimeOffset? LastFrameAt
    {
        get
        {
            lock (_gate)
            {
                return _lastFrameAt;
            }
        }
    }

    public IReadOnlyList<DeviceStatus> Pads
    {
        get
        {
            lock (_gate)
            {
                return [.. _pads.Values];
            }
        }
    }

    /// <summary>A valid frame came from this address. True when its pad had been mute.</summary>
    public bool Heard(byte address)
    {
        lock (_gate)
        {
            var now = timeProvider.GetUtcNow();
            _lastFrameAt = now;
            return Change(address, pad => pad with { LastFrameAt = now, AskedUnheard = 0, IsMute = false });
        }
    }

    /// <summary>The pad was asked for a rating. True when that made it mute.</summary>
    public bool Asked(byte address)
    {
        lock (_gate)
        {
            return Change(address,
                pad => pad with { AskedUnheard = pad.AskedUnheard + 1, IsMute = pad.AskedUnheard + 1 >= muteAfterAsking });
        }
    }

    private bool Change(byte address, Func<DeviceStatus, DeviceStatus> change)
    {
        if (!_pads.TryGetValue(address, out var before))
        {
            return false;
        }

        _pads[address] = change(before);
        return _pads[address].IsMute != before.IsMute;
    }
}
