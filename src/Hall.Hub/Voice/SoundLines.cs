using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Hall.Hub.Agents;

namespace Hall.Hub.Voice;

/// <summary>
/// The sound devices of the loudspeakers, on the hub or at an agent, as holders of their lease: there for as long as the agent's connection
/// stands, given each call when its turn comes, and asked whether it was played to its end.
/// </summary>
public sealed partial class SoundLines(
    LoudspeakerDirectory loudspeakers, EspeakVoice voice, DeviceOrders orders, AgentRegister agents, ILogger<SoundLines> logger)
{
    private const string OfTheHub = "hub";
    private readonly Dictionary<(HallId Hall, string Line), Joined> _joined = [];

    /// <summary>Joins the devices that are there and leaves those that are gone. To be called by one at a time.</summary>
    public void Look(IHall hall)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var there = LoudspeakerDirectory.DevicesOf(hall.Snapshot.Plan)
            .Select(line => (Line: line, Connection: line.Agent.Length == 0 ? OfTheHub : agents.Of(line.Agent).Connection))
            .Where(device => device.Connection is not null && loudspeakers.Find(hall, device.Line.Place) is not null).ToList();
        foreach (var (key, joined) in _joined.Where(known => known.Key.Hall == hall.Id).ToList())
        {
            // Another connection is another holder: what the one before it was given is over.
            if (!there.Any(device => device.Line == joined.Line && device.Connection == joined.Connection))
            {
                _joined.Remove(key);
                joined.Leave();
            }
        }

        foreach (var (line, connection) in there.Where(device => !_joined.ContainsKey((hall.Id, device.Line.Name))))
        {
            _joined[(hall.Id, line.Name)] = Join(hall, line, connection!);
        }
    }

    private Joined Join(IHall hall, DeviceLineDefinition line, string connection)
    {
        var loudspeaker = loudspeakers.Find(hall, line.Place)!;
        var over = new CancellationTokenSource();
        VoicePlayer? device = null;
        device = new(
            $"{hall.Id}/{line.Name}", isOwn: true, confirms: false,
            order => PlayAsync(hall, line, loudspeaker, device!, order, over.Token).GoOn(logger, $"A call on line {line.Name}"));
        loudspeaker.Join(device);
        return new(line, connection, loudspeaker, device, over);
    }

    private async Task PlayAsync(
        IHall hall, DeviceLineDefinition line, Loudspeaker loudspeaker, VoicePlayer device, SoundOrder order, CancellationToken over)
    {
        var answer = SoundAnswer.Silent;
        try
        {
            answer = await WasPlayedAsync(hall, line, order, over) ? SoundAnswer.Played : SoundAnswer.Silent;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            LogFault(fault, line.Name, order.Spoken.Announcement.Number);
        }

        loudspeaker.Report(device, order.Lease, order.Sequence, answer);
    }

    private async Task<bool> WasPlayedAsync(IHall hall, DeviceLineDefinition line, SoundOrder order, CancellationToken over)
    {
        var settings = hall.Snapshot.Plan.Configuration.Voice;
        if (await voice.SynthesizeAsync(PhraseBook.Lines(settings, order.Spoken), settings.Chime, over) is not { } clip)
        {
            return false;
        }

        var play = new DeviceOrder(Guid.CreateVersion7(), OrderKind.Play, hall.Id.Value, line.Name) { Wave = clip.Wave.ToArray() };
        var answer = await orders.CarryOutAsync(hall, line, play, over);
        if (!answer.Done)
        {
            LogNotPlayed(line.Name, order.Spoken.Announcement.Number, answer.Sentence);
        }

        return answer.Done;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Line {Line} did not play the call of {Number}. {Reason}")]
    private partial void LogNotPlayed(string line, string number, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Line {Line} could not be given the call of {Number}")]
    private partial void LogFault(Exception fault, string line, string number);

    private sealed record Joined(
        DeviceLineDefinition Line, string Connection, Loudspeaker Loudspeaker, VoicePlayer Device, CancellationTokenSource Over)
    {
        public void Leave()
        {
            Loudspeaker.Leave(Device);
            Over.Cancel();
        }
    }
}
