using System.Collections.Concurrent;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Web.Voice;

/// <summary>The loudspeakers of all halls with their queues.</summary>
public sealed class LoudspeakerDirectory
{
    private readonly ConcurrentDictionary<(HallId Hall, string Loudspeaker), LoudspeakerQueue> _queues = new();
    private readonly ConcurrentDictionary<HallId, VoiceSettings> _voices = new();

    /// <summary>Gives an announcement to every loudspeaker that owns its zone.</summary>
    public void Announce(HallId hall, Announcement announcement, HallConfiguration configuration)
    {
        _voices[hall] = configuration.Voice;
        foreach (var speaker in configuration.Loudspeakers)
        {
            if (speaker.Zones.Count == 0 || speaker.Zones.Any(zone => zone.ToString() == announcement.Zone))
            {
                _queues.GetOrAdd((hall, speaker.Loudspeaker), _ => new LoudspeakerQueue()).Enqueue(announcement);
            }
        }
    }

    /// <summary>The queue of a loudspeaker; null before its first announcement.</summary>
    public LoudspeakerQueue? Find(HallId hall, string loudspeaker) => _queues.GetValueOrDefault((hall, loudspeaker));

    /// <summary>How a hall speaks, as of its last announcement.</summary>
    public VoiceSettings VoiceOf(HallId hall) => _voices.GetValueOrDefault(hall) ?? new VoiceSettings();
}
