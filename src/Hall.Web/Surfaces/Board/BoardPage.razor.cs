using Hall.Core.Configuration;
using Hall.Hub.Screens;
using Hall.Hub.Voice;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace Hall.Web.Surfaces.Board;

/// <summary>A board: what is called now, who comes next, how long it takes; and a voice of its loudspeaker.</summary>
public sealed partial class BoardPage
{
    private long _seen;
    private bool _isOwn;
    private BoardVoice? _voice;
    private PlayerView _sound = new(false, false);

    /// <summary>The board's name in the address.</summary>
    [Parameter]
    public string Board { get; set; } = "";

    /// <summary>Who opened the page.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    [Inject]
    private LoudspeakerDirectory Loudspeakers { get; set; } = default!;

    [Inject]
    private IServiceProvider Provided { get; set; } = default!;

    [Inject]
    private CircuitConnection Connection { get; set; } = default!;

    [Inject]
    private IJSRuntime Browser { get; set; } = default!;

    private BoardDefinition? Definition => Snapshot is null ? null : BoardPicture.Find(Snapshot.Plan, Board);

    private BoardPicture? Picture => Definition is { } definition ? BoardPicture.Of(Snapshot!, definition, Now, Words) : null;

    private string LooksOf(BoardCall call) =>
        $"{(call.Sequence > _seen ? "is-new" : "")} {(_sound.IsUnheard ? "is-unheard" : "")} {SizeOf(call)}";

    // Four letters and one fill the line; with more of them each is smaller, so that none is cut.
    private static string SizeOf(BoardCall call) => (call.Number.ToString().Length + call.Counter.ToString().Length) switch
    {
        <= 5 => "",
        6 => "is-long",
        _ => "is-longer",
    };

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();

        // What was called before the board came up is shown and does not flash.
        _seen = Snapshot?.RecentCalls.Select(call => call.Sequence).DefaultIfEmpty().Max() ?? 0;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Who is not null)
        {
            var screens = Provided.GetRequiredService<ScreenRegister>();
            _isOwn = ScreenSession.IsOf(screens, (await Who).User, $"/{Hall}/board/{Board}");
        }
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender && Engine is not null && Definition is not null)
        {
            _voice = new(Engine, Board, _isOwn, Loudspeakers, Join, Speak, Show);
            Connection.Changed += OnConnectionChanged;
            _voice.Follow(Connection.IsUp);
        }
    }

    /// <inheritdoc />
    protected override void OnTick() => _voice?.Follow(Connection.IsUp);

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        Connection.Changed -= OnConnectionChanged;
        var voice = _voice;
        _voice = null;
        voice?.Dispose();
        return base.DisposeAsync();
    }

    // At once, on whatever thread: nobody hears what a circuit without a browser says.
    private void OnConnectionChanged() => Begin(() => _voice?.Follow(Connection.IsUp));

    private void Join(string address) => Begin(() => ScriptAsync("hallVoice.join", address));

    private void Speak(SoundMessage sound) => Begin(() => SpeakAsync(sound));

    private async Task SpeakAsync(SoundMessage sound)
    {
        if (!await ScriptAsync("hallVoice.speak", sound))
        {
            _voice?.Failed(sound);
        }
    }

    // A browser that fails to make a sound must not end the board.
    private async Task<bool> ScriptAsync(string function, object argument)
    {
        try
        {
            await InvokeAsync(async () => await Browser.InvokeVoidAsync(function, argument));
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private void Show(PlayerView view)
    {
        if (_voice is not null)
        {
            Begin(() =>
            {
                _sound = view;
                StateHasChanged();
            });
        }
    }
}
