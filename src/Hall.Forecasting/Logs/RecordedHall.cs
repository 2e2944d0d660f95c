using Hall.Forecasting.Learning;

namespace Hall.Forecasting.Logs;

/// <summary>
/// The hall a log tells of, as far as it can be known at a moment: who waits, who serves since when, who is away, and what all
/// days before have taught. Events are given to it in the order of time.
/// </summary>
internal sealed class RecordedHall
{
    private const double TypicalSeconds = 180;
    private const double RememberedLeavings = 4000;
    private readonly Names<string> _services = new();
    private readonly Names<(int Service, string Priority)> _kinds = new();
    private readonly Dictionary<string, RecordedServer> _servers = [];
    private readonly List<ServiceDurations> _durations = [];
    private readonly List<double> _served = [];
    private readonly List<int> _serviceByKind = [];
    private double _servedTotal;
    private double _leavings = 1;
    private double _waitedSeconds = 1000;
    private double _now;

    /// <summary>Those who wait, in the order they came.</summary>
    public List<WaitingContact> Waiting { get; } = [];

    /// <summary>Those who have served today.</summary>
    public List<RecordedServer> Here { get; } = [];

    public DayHistory History { get; } = new();

    public ClassCredits Credits { get; } = new();

    public ClassRates Rates { get; } = new();

    public ReturnHazard Returns { get; } = new();

    /// <summary>Seconds of the day.</summary>
    public double NowSeconds => _now;

    /// <summary>How many of those who wait leave in a second.</summary>
    public double LeavingRate => _leavings / _waitedSeconds;

    public ServiceDurations DurationsOf(int service) => _durations[service];

    /// <summary>Whether so many services have been met.</summary>
    public bool Knows(int service) => service < _durations.Count;

    /// <summary>The service of a class.</summary>
    public int ServiceOf(int kind) => _serviceByKind[kind];

    /// <summary>Share of a service among all that were served.</summary>
    public double ShareOf(int service) => (_served[service] + 1) / (_servedTotal + _served.Count);

    public void StartDay()
    {
        foreach (var server in Here)
        {
            server.IsHere = false;
            server.Current = null;
        }

        Here.Clear();
        Waiting.Clear();
        History.Clear();
        Rates.Clear();
        _now = 0;
    }

    /// <summary>Lets time pass; servers who are away while someone waits whom they serve are exposed to a call.</summary>
    public void AdvanceTo(double now)
    {
        if (Waiting.Count > 0 && now > _now)
        {
            foreach (var server in Here)
            {
                if (server.Current is null && Waiting.Exists(waiting => server.Serves(waiting.Service, ShareOf(waiting.Service))))
                {
                    Returns.Expose(_now - server.FreeSinceSeconds, now - server.FreeSinceSeconds);
                }
            }
        }

        _now = now;
    }

    /// <summary>Someone comes; the class and service get their numbers.</summary>
    public WaitingContact Arrive(Contact contact)
    {
        var service = _services.Of(contact.Service);
        if (service == _durations.Count)
        {
            _durations.Add(new(_durations.Count == 0 ? TypicalSeconds : _durations.Average(known => known.MeanSeconds)));
            _served.Add(0);
        }

        History.Arrived(contact.ArriveSeconds);
        var kind = _kinds.Of((service, contact.Priority));
        if (kind == _serviceByKind.Count)
        {
            _serviceByKind.Add(service);
        }

        return new(contact, service, kind);
    }

    public void Join(WaitingContact waiting)
    {
        Rates.Arrived(waiting.Kind, _now);
        Waiting.Add(waiting);
    }

    /// <summary>Someone who waited leaves.</summary>
    public void Leave(WaitingContact waiting)
    {
        Waiting.Remove(waiting);
        History.Left(_now);
        Waited(waiting.Contact.WaitSeconds, leavings: 1);
    }

    /// <summary>Someone is called, after a wait or at once.</summary>
    public void Call(WaitingContact called)
    {
        var server = ServerOf(called.Contact);
        if (Waiting.Remove(called))
        {
            LearnOrder(called, server);
            Waited(called.Contact.WaitSeconds, leavings: 0);
            if (server.IsHere && server.Current is null)
            {
                Returns.Learn(_now - server.FreeSinceSeconds);
            }
        }

        if (!server.IsHere)
        {
            server.IsHere = true;
            Here.Add(server);
        }

        server.Current = called.Contact;
        server.CurrentService = called.Service;
        server.Called(called.Service);
        _served[called.Service]++;
        _servedTotal++;
        History.Called(_now, called.Service, called.Contact.WaitSeconds);
    }

    /// <summary>A service ends; what it took is learned even where another has begun at the same server before.</summary>
    public void End(WaitingContact served)
    {
        var seconds = served.Contact.EndSeconds - served.Contact.CallSeconds;
        var durations = _durations[served.Service];
        var server = Here.Find(one => ReferenceEquals(one.Current, served.Contact));
        if (served.Contact.Server.Length > 0)
        {
            _servers[served.Contact.Server].Slowness.Learn(seconds, durations.MeanSeconds);
        }

        durations.Learn(seconds);
        if (server is null)
        {
            return;
        }

        server.Current = null;
        server.FreeSinceSeconds = _now;
        if (served.Contact.Server.Length == 0)
        {
            Here.Remove(server);
        }
    }

    private void LearnOrder(WaitingContact called, RecordedServer server)
    {
        foreach (var other in Waiting)
        {
            if (other.Kind != called.Kind && server.Serves(other.Service, ShareOf(other.Service)))
            {
                Credits.Learn(called.Kind, called.Contact.WaitSeconds, other.Kind, _now - other.Contact.ArriveSeconds);
            }
        }
    }

    private void Waited(double seconds, int leavings)
    {
        _waitedSeconds += seconds;
        _leavings += leavings;
        if (_leavings > RememberedLeavings)
        {
            _leavings /= 2;
            _waitedSeconds /= 2;
        }
    }

    /// <summary>The server of a contact; one without a name is someone for as long as the service lasts.</summary>
    private RecordedServer ServerOf(Contact contact)
    {
        if (contact.Server.Length == 0)
        {
            return new();
        }

        if (!_servers.TryGetValue(contact.Server, out var server))
        {
            _servers[contact.Server] = server = new();
        }

        return server;
    }
}
