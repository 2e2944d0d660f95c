using System.Globalization;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;

namespace Hall.Hub.Voice;

/// <summary>
/// Ends leases and announcements whose time is over, joins the sound devices, and tells a manager when calls are not heard. It gives out no
/// call: a call is pushed the moment it is made.
/// </summary>
public sealed class LoudspeakerWatch(
    IHallDirectory halls, LoudspeakerDirectory loudspeakers, SoundLines sounds, HubAlerts alerts, HubOptions options, TimeProvider time,
    StandstillReport report, ILogger<LoudspeakerWatch> logger) : Worker("loudspeakers", time, report, logger)
{
    private readonly Dictionary<HallId, HashSet<(string Kind, string Subject)>> _raised = [];

    /// <inheritdoc />
    protected override TimeSpan Every => Loudspeaker.LookEvery;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, (hall, _) =>
    {
        Look(hall);
        return Task.CompletedTask;
    }, stop);

    private void Look(IHall hall)
    {
        sounds.Look(hall);
        var up = new HashSet<(string, string)>();
        foreach (var loudspeaker in loudspeakers.Of(hall))
        {
            loudspeaker.Look();
            Tell(hall, loudspeaker, loudspeaker.Condition, up);
        }

        var before = _raised.GetValueOrDefault(hall.Id) ?? [];
        _raised[hall.Id] = up;
        foreach (var (kind, subject) in before.Except(up))
        {
            alerts.Clear(kind, subject);
        }
    }

    private void Tell(IHall hall, Loudspeaker loudspeaker, VoiceCondition voice, HashSet<(string, string)> up)
    {
        if (voice.RefusedAt is { } place)
        {
            alerts.Raise(AlertKind.SoundRefused, place);
            up.Add((AlertKind.SoundRefused, place));
        }

        // In a demonstration that nobody looks at nobody listens either.
        if (voice.IsSilent && (!options.Demo || loudspeakers.WasShown(hall.Id)))
        {
            var subject = $"{hall.Id}/{loudspeaker.Name}";
            var missed = voice.Missed.ToString(CultureInfo.InvariantCulture);
            alerts.Raise(AlertKind.VoiceSilent, subject, CauseOf(hall, loudspeaker, voice.Cause), missed, string.Join(' ', voice.Numbers));
            up.Add((AlertKind.VoiceSilent, subject));
        }
    }

    private static string CauseOf(IHall hall, Loudspeaker loudspeaker, SilenceCause cause)
    {
        if (LoudspeakerDirectory.DevicesOf(hall.Snapshot.Plan).Any(line => line.Place == loudspeaker.Name))
        {
            return "device";
        }

        return cause switch { SilenceCause.Refused => "refused", SilenceCause.Failed => "failed", _ => "nobody" };
    }
}
