using Hall.Devices.Agents;
using Hall.Devices.Ff68;

namespace Hall.Devices.Lines;

/// <summary>Which display is whose, what each should say, and which of them answered last. Safe for many threads.</summary>
/// <param name="counters">Address → counter.</param>
/// <param name="text">What a display says while a ticket stands at its counter, with <c>{ticket}</c> and <c>{counter}</c>.</param>
public sealed class DisplayPlaces(IReadOnlyDictionary<byte, string> counters, string text)
{
    private readonly Lock gate = new();
    private readonly Dictionary<byte, (string Text, bool IsCalling)> shown = counters.Keys.ToDictionary(address => address, _ => ("", false));
    private readonly Dictionary<byte, DateTimeOffset> heard = [];
    private readonly HashSet<byte> mute = [];

    /// <summary>Each display.</summary>
    public IReadOnlyList<Ff68PadStatus> All
    {
        get
        {
            lock (gate)
            {
                return [.. counters.OrderBy(place => place.Key).Select(place => new Ff68PadStatus(
                    place.Key, place.Value, heard.TryGetValue(place.Key, out var at) ? at : null, 0, mute.Contains(place.Key)))];
            }
        }
    }

    /// <summary>What each display should say now; nothing, until it is told.</summary>
    public IReadOnlyList<(byte Address, string Text, bool IsCalling)> Shown
    {
        get
        {
            lock (gate)
            {
                return [.. shown.Select(place => (place.Key, place.Value.Text, place.Value.IsCalling))];
            }
        }
    }

    /// <summary>The displays of a counter.</summary>
    public IEnumerable<byte> Of(string counter) => counters.Where(place => place.Value == counter).Select(place => place.Key);

    /// <summary>What the displays of a counter shall say.</summary>
    public IReadOnlyList<(byte Address, string Text, bool IsCalling)> Take(PadShow show)
    {
        ArgumentNullException.ThrowIfNull(show);
        var said = show.Ticket.Length == 0 || show.Evaluate ? "" : text
            .Replace("{ticket}", show.Ticket, StringComparison.Ordinal).Replace("{counter}", show.Counter, StringComparison.Ordinal);
        return Take(show.Counter, said, show.Ticket.Length > 0 && !show.Serving);
    }

    /// <summary>The displays of a counter shall say a text.</summary>
    public IReadOnlyList<(byte Address, string Text, bool IsCalling)> Take(string counter, string said, bool isCalling)
    {
        var places = Of(counter).Select(address => (address, said, isCalling)).ToList();
        lock (gate)
        {
            foreach (var (address, _, _) in places)
            {
                shown[address] = (said, isCalling);
            }
        }

        return places;
    }

    /// <summary>A display answered, or did not.</summary>
    public void Note(byte address, bool answered, DateTimeOffset at)
    {
        lock (gate)
        {
            if (answered)
            {
                heard[address] = at;
                mute.Remove(address);
            }
            else
            {
                mute.Add(address);
            }
        }
    }
}
