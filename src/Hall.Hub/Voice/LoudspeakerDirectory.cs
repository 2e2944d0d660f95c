using System.Collections.Concurrent;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;

namespace Hall.Hub.Voice;

/// <summary>The loudspeakers of all halls, as their configurations name them.</summary>
public sealed class LoudspeakerDirectory(TimeProvider time)
{
    private const string SoundProtocol = "sound";
    private readonly ConcurrentDictionary<(HallId Hall, string Loudspeaker), Loudspeaker> _loudspeakers = new();
    private readonly ConcurrentDictionary<string, (Loudspeaker Loudspeaker, VoicePlayer Player)> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<HallId, bool> _shown = new();

    /// <summary>The lines of a hall that are sound devices; a loudspeaker that is one sounds there and on no board.</summary>
    public static IEnumerable<DeviceLineDefinition> DevicesOf(HallPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Configuration.DeviceLines.Where(line => line.Protocol == SoundProtocol);
    }

    /// <summary>Gives an announcement to every loudspeaker that owns its zone.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="announcement">What is announced.</param>
    /// <param name="age">How long ago it was called.</param>
    /// <param name="configuration">Which loudspeakers there are.</param>
    public void Announce(HallId hall, Announcement announcement, TimeSpan age, HallConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var speaker in configuration.Loudspeakers)
        {
            if (speaker.Zones.Count == 0 || speaker.Zones.Any(zone => zone.Value == announcement.Zone))
            {
                Get(hall, speaker.Loudspeaker).Enqueue(announcement, age);
            }
        }
    }

    /// <summary>Takes out of all queues of a hall what is no longer to be said.</summary>
    public void Withdraw(HallId hall, Func<Announcement, bool> isWithdrawn)
    {
        foreach (var (_, loudspeaker) in _loudspeakers.Where(known => known.Key.Hall == hall))
        {
            loudspeaker.Withdraw(isWithdrawn);
        }
    }

    /// <summary>The loudspeakers of a hall; those that its configuration no longer names are forgotten.</summary>
    public IReadOnlyList<Loudspeaker> Of(IHall hall)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var named = hall.Snapshot.Plan.Configuration.Loudspeakers.Select(speaker => speaker.Loudspeaker).ToList();
        foreach (var gone in _loudspeakers.Keys.Where(key => key.Hall == hall.Id && !named.Contains(key.Loudspeaker)))
        {
            _loudspeakers.TryRemove(gone, out _);
        }

        return [.. named.Select(name => Get(hall.Id, name))];
    }

    /// <summary>A loudspeaker; null when the hall has none of this name.</summary>
    public Loudspeaker? Find(IHall? hall, string loudspeaker) =>
        hall is not null && hall.Snapshot.Plan.Configuration.Loudspeakers.Any(speaker => speaker.Loudspeaker == loudspeaker)
            ? Get(hall.Id, loudspeaker)
            : null;

    /// <summary>The loudspeaker that sounds at a board; null when none does.</summary>
    public Loudspeaker? At(IHall hall, string board)
    {
        ArgumentNullException.ThrowIfNull(hall);
        _shown[hall.Id] = true;
        var plan = hall.Snapshot.Plan;
        var own = plan.Configuration.Loudspeakers
            .FirstOrDefault(speaker => string.Equals(speaker.Board, board, StringComparison.OrdinalIgnoreCase));
        return own is null || DevicesOf(plan).Any(line => line.Place == own.Loudspeaker) ? null : Get(hall.Id, own.Loudspeaker);
    }

    /// <summary>Whether a board of the hall was ever opened since the hub's start.</summary>
    public bool WasShown(HallId hall) => _shown.ContainsKey(hall);

    /// <summary>A page joins a loudspeaker; from now on requests may speak for it.</summary>
    public void Join(Loudspeaker loudspeaker, VoicePlayer page)
    {
        ArgumentNullException.ThrowIfNull(loudspeaker);
        ArgumentNullException.ThrowIfNull(page);
        _pages[page.Id] = (loudspeaker, page);
        loudspeaker.Join(page);
    }

    /// <summary>A page leaves its loudspeaker.</summary>
    public void Leave(VoicePlayer page)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (_pages.TryRemove(page.Id, out var joined))
        {
            joined.Loudspeaker.Leave(page);
        }
    }

    /// <summary>The page that a request speaks for; null when there is none.</summary>
    public (Loudspeaker Loudspeaker, VoicePlayer Player)? Page(string id) => _pages.TryGetValue(id, out var joined) ? joined : null;

    private Loudspeaker Get(HallId hall, string loudspeaker) =>
        _loudspeakers.GetOrAdd((hall, loudspeaker), key => new(key.Hall, key.Loudspeaker, time));
}
