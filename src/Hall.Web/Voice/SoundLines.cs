using System.Collections.Concurrent;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Snapshots;
using Hall.Devices.Agents;
using Hall.Web.DeviceHub;

namespace Hall.Web.Voice;

/// <summary>
/// Plays the announcements of loudspeakers that are sound cards, on the hub or by an agent, from the same queues as those of the boards:
/// in order, one at a time, shortened when late.
/// </summary>
public sealed partial class SoundLines(
    IHallDirectory halls, LoudspeakerDirectory loudspeakers, EspeakVoice voice, DeviceOrders orders, TimeProvider time, ILogger<SoundLines> logger) : BackgroundService
{
    private const string SoundProtocol = "sound";
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private readonly ConcurrentDictionary<(string Hall, string Line), bool> _playing = new();

    /// <summary>Whether a loudspeaker is a sound card; the board that it is drawn at is then silent.</summary>
    public static bool Owns(HallSnapshot snapshot, string loudspeaker)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Plan.Configuration.PadBuses.Any(line => line.Protocol == SoundProtocol && line.Place == loudspeaker);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(LookEvery, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var hall in halls.All)
                {
                    foreach (var line in hall.Snapshot.Plan.Configuration.PadBuses.Where(line => line.Protocol == SoundProtocol))
                    {
                        Look(hall, line, stoppingToken);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }

    private void Look(IHall hall, PadBusDefinition line, CancellationToken stop)
    {
        var key = (hall.Id.Value, line.Name);
        if (!_playing.ContainsKey(key) && loudspeakers.Find(hall.Id, line.Place) is { } queue && queue.TryNext(hall.Now, out var spoken))
        {
            _playing[key] = true;
            _ = PlayAsync(hall, line, queue, spoken, stop);
        }
    }

    private async Task PlayAsync(IHall hall, PadBusDefinition line, LoudspeakerQueue queue, SpokenAnnouncement spoken, CancellationToken stop)
    {
        try
        {
            var settings = loudspeakers.VoiceOf(hall.Id);
            if (await voice.SynthesizeAsync(PhraseBook.Lines(settings, spoken), settings.Chime, stop) is { } clip)
            {
                var order = new DeviceOrder(Guid.CreateVersion7(), OrderKind.Play, hall.Id.Value, line.Name) { Wave = clip.Wave.ToArray() };
                var answer = await orders.CarryOutAsync(hall, line, order, stop);
                if (!answer.Done)
                {
                    LogNotPlayed(line.Name, spoken.Announcement.Number, answer.Sentence);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
        finally
        {
            queue.Finished(spoken.Announcement.Sequence);
            _playing.TryRemove((hall.Id.Value, line.Name), out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Line {Line} did not play the call of {Number}. {Reason}")]
    private partial void LogNotPlayed(string line, string number, string reason);
}
