using System.Diagnostics.CodeAnalysis;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Engine;
using Hall.Web.Voice;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Hall.Web.Surfaces.Board;

/// <summary>A board: what is called now, who comes next, how long it takes; and the mouth of its loudspeaker.</summary>
public sealed partial class BoardPage
{
    private static readonly TimeSpan LongestSound = TimeSpan.FromSeconds(25);
    private long _seen;
    private bool _blocked;
    private bool _unheard;
    private bool _speaking;

    /// <summary>The board's name in the address.</summary>
    [Parameter]
    public string Board { get; set; } = "";

    [Inject]
    private LoudspeakerDirectory Loudspeakers { get; set; } = default!;

    [Inject]
    private HubAlerts Alerts { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private BoardDefinition? Definition => Snapshot is null ? null : BoardPicture.Find(Snapshot.Plan, Board);

    private BoardPicture? Picture => Definition is { } definition ? BoardPicture.Of(Snapshot!, definition, Now, Words) : null;

    private string Place => $"{Hall}/{Board}";

    // Four letters and one fill the line; with more of them each is smaller, so that none is cut.
    private static string SizeOf(BoardCall call) => (call.Number.ToString().Length + call.Counter.ToString().Length) switch
    {
        <= 5 => "",
        6 => "is-long",
        _ => "is-longer",
    };

    private LoudspeakerDefinition? Speaker => Snapshot?.Plan.Configuration.Loudspeakers
        .FirstOrDefault(speaker => string.Equals(speaker.Board, Board, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();

        // What was called before the board came up is shown and does not flash.
        _seen = Snapshot?.RecentCalls.Select(call => call.Sequence).DefaultIfEmpty().Max() ?? 0;
    }

    /// <inheritdoc />
    protected override void OnTick()
    {
        if (!_speaking && !_blocked && Speaker is { } speaker && !SoundLines.Owns(Snapshot!, speaker.Loudspeaker)
            && Loudspeakers.Find(Engine!.Id, speaker.Loudspeaker) is { } queue && queue.TryNext(Now, out var spoken))
        {
            _ = SpeakAsync(speaker, queue, spoken);
        }
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        // A board that was switched off refuses nothing any more.
        if (_blocked)
        {
            Alerts.Clear(AlertKind.SoundRefused, Place);
        }

        return base.DisposeAsync();
    }

    [SuppressMessage("Design", "CA1031", Justification = "A browser that fails to make a sound must not end the board.")]
    private async Task SpeakAsync(LoudspeakerDefinition speaker, LoudspeakerQueue queue, SpokenAnnouncement spoken)
    {
        _speaking = true;
        var sequence = spoken.Announcement.Sequence;
        try
        {
            var lines = PhraseBook.Lines(Loudspeakers.VoiceOf(Engine!.Id), spoken);
            var heard = await Browser.InvokeAsync<string>(
                "hallVoice.play", LongestSound, $"/{Hall}/voice/{speaker.Loudspeaker}/{sequence}.wav", lines);
            _unheard = heard is "blocked" or "silent";
            if (heard == "blocked")
            {
                Block();
                queue.Refused(sequence);
            }
            else if (heard != "silent")
            {
                Unblock();
            }
        }
        catch (Exception)
        {
            _unheard = true;
        }
        finally
        {
            queue.Finished(sequence);
            _speaking = false;
        }
    }

    private void Block()
    {
        _blocked = true;
        Alerts.Raise(AlertKind.SoundRefused, Place);
    }

    private void Unblock()
    {
        _blocked = false;
        Alerts.Clear(AlertKind.SoundRefused, Place);
    }

    // Whoever touches the screen thereby allows the browser to sound; what it refused last is said now unless it is too late.
    private void AllowSound()
    {
        _unheard = false;
        Unblock();
        OnTick();
    }
}
