using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>
/// Everyone who waits with work of one kind: how many of them stand before a place is found by halving, whatever their number.
/// </summary>
/// <param name="kind">What they bring.</param>
/// <param name="work">How long a service takes.</param>
internal sealed class WaitingGroup(WorkKind kind, WorkTimes work)
{
    private readonly Dictionary<ServiceCode, int> _services = [];
    private long _milliseconds;
    private int _milliSecondsOf = -1;

    /// <summary>What they bring.</summary>
    public WorkKind Kind => kind;

    /// <summary>Who stands in the ordinary lines.</summary>
    public WaitingLine Places { get; } = new();

    /// <summary>Who was given a turn: rejoined, postponed, transferred to the front.</summary>
    public PlaceList<DuePlace> Due { get; } = new();

    /// <summary>How many.</summary>
    public int Count => Places.Count + Due.Count;

    /// <summary>Mean time that one of them takes at a counter, seconds; 0 when nobody is there.</summary>
    public double MeanSeconds
    {
        get
        {
            if (_milliSecondsOf != work.Version)
            {
                _milliSecondsOf = work.Version;
                _milliseconds = _services.Sum(service => service.Value * work.Milliseconds(service.Key));
            }

            return Count == 0 ? 0 : _milliseconds / 1000.0 / Count;
        }
    }

    /// <summary>Counts one who came, or with −1 one who left.</summary>
    public void Change(ServiceCode service, int by)
    {
        var count = _services.GetValueOrDefault(service) + by;
        if (_milliSecondsOf == work.Version)
        {
            _milliseconds += by * work.Milliseconds(service);
        }

        if (count == 0)
        {
            _services.Remove(service);
            return;
        }

        _services[service] = count;
    }
}
