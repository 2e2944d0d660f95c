using Hall.Devices.Displays;


namespace Hall.Devices.Lines;

/// <summary>Which display is whose, what each should say, and which of them answered last. Safe for many threads.</summary>
/// <param name="counters">Address → counter.</param>
/// <param name="texts">What the displays say.</param>
public sealed class DisplayPlaces(IReadOnlyDictionary<byte, string> counters, DisplayTexts texts)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<byte, DisplayLook> _shown = counters.Keys.ToDictionary(address => address, _ => DisplayLook.Blank);
    private readonly Dictionary<byte, DateTimeOffset> _heard = [];
    private readonly HashSet<byte> _mute = [];

    /// <summary>Each display.</summary>
    public IReadOnlyList<DeviceStatus> All
    {
        get
        {
            lock (_gate)
            {
                return [.. counters.OrderBy(place => place.Key).Select(place => new DeviceStatus(
                    place.Key, place.Value, _heard.TryGetValue(place.Key, out var at) ? at : null, 0, _mute.Contains(place.Key)))];
            }
        }
    }

    /// <summary>What each display should say now; nothing, until it is told.</summary>
    public IReadOnlyList<(byte Address, DisplayLook Look)> Shown
    {
        get
        {
            lock (_gate)
            {
                return [.. _shown.Select(place => (place.Key, place.Value))];
            }
        }
    }

    /// <summary>The displays of a counter.</summary>
    public IEnumerable<byte> Of(string counter) => counters.Where(place => place.Value == counter).Select(place => place.Key);

    /// <summary>What the displays of a counter shall say.</summary>
    public IReadOnlyList<(byte Address, DisplayLook Look)> Take(PadShow show)
    {
        ArgumentNullException.ThrowIfNull(show);
        return Take(show.Counter, texts.Of(show));
    }

    /// <summary>The displays of a counter shall say a text, such as that of a trial.</summary>
    public IReadOnlyList<(byte Address, DisplayLook Look)> Take(string counter, DisplayLook look)
    {
        var places = Of(counter).Select(address => (address, look)).ToList();
        lock (_gate)
        {
            foreach (var (address, _) in places)
            {
                _shown[address] = look;
            }
        }

        return places;
    }

    /// <summary>A display answered, or did not.</summary>
    public void Note(byte address, bool answered, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (answered)
            {
                _heard[address] = at;
                _mute.Remove(address);
            }
            else
            {
                _mute.Add(address);
            }
        }
    }
}
