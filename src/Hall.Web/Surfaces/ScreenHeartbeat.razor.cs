using Hall.Devices.Supervision;
using Hall.Hub.Screens;
using Hall.Storage.People;
using Hall.Web.Http;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;

namespace Hall.Web.Surfaces;

/// <summary>
/// Stands around every page. On an enrolled screen it says every few seconds that the screen is there and what is on it, loads
/// the page anew when a manager asks for it, and shows nothing when the same screen is alive elsewhere.
/// </summary>
public sealed partial class ScreenHeartbeat : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly object _page = new();
    private Screen? _screen;
    private ScreenPresence? _presence;
    private ITimer? _ticking;
    private DateTimeOffset _since;
    private bool _waiting;
    private bool _refused;
    private bool _gone;

    /// <summary>The page.</summary>
    [Parameter] public RenderFragment? ChildContent { get; set; }

    /// <summary>How the page is shown.</summary>
    [CascadingParameter] public SurfaceSettings Settings { get; set; } = new();

    /// <summary>Who opened the page.</summary>
    [CascadingParameter] public Task<AuthenticationState>? Who { get; set; }

    [Inject] private IServiceProvider Provided { get; set; } = default!;

    [Inject] private IJSRuntime Script { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    private Words Words => Words.For(Settings.Language);

    private ILogger Logger => Provided.GetRequiredService<ILoggerFactory>().CreateLogger<ScreenHeartbeat>();

    private TimeProvider Time => Provided.GetRequiredService<TimeProvider>();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || Who is null || Provided.GetService<ScreenRegister>() is not { } screens
            || ScreenSession.Of(screens, (await Who).User) is not { } screen)
        {
            return;
        }

        (_screen, _presence, _since) = (screen, Provided.GetRequiredService<ScreenPresence>(), Time.GetUtcNow());
        _waiting = !_presence.Hear(screen.Id, _page, Settings.From, Settings.Browser, "");
        _presence.ReloadAsked += OnReloadAsked;
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender && _screen is not null && !_gone)
        {
            _ticking = Time.CreateTimer(_ => InvokeAsync(TickAsync).GoOn(Logger, "Telling that a screen is there"), null,
                TimeSpan.FromMilliseconds(500), ScreenPresence.Every);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        if (_presence is not null)
        {
            _presence.ReloadAsked -= OnReloadAsked;
            _presence.Leave(_screen!.Id, _page);
        }

        if (_ticking is not null)
        {
            await _ticking.DisposeAsync();
        }
    }

    private void OnReloadAsked(string screen)
    {
        if (screen == _screen?.Id)
        {
            InvokeAsync(() => Navigation.NavigateTo(Navigation.Uri, forceLoad: true)).GoOn(Logger, "Loading a screen anew");
        }
    }

    private async Task TickAsync()
    {
        if (_gone || _refused)
        {
            return;
        }

        // A page whose browser has gone must not keep the screen's place: it is not heard of when it cannot be asked.
        if (await ShownAsync() is not { } shows)
        {
            return;
        }

        var heard = _presence!.Hear(_screen!.Id, _page, Settings.From, Settings.Browser, shows);
        if (heard && !_waiting)
        {
            return;
        }

        // The old page of a reload falls silent; one that is heard of after this one began is another machine with the same cookie.
        if (!heard && _presence.Of(_screen.Id) is { } other && other.At > _since + Patience)
        {
            (_refused, _waiting) = (true, false);
            await Provided.GetRequiredService<ScreenService>().ReportTwiceAsync(_screen, Settings.From);
        }
        else
        {
            _waiting = !heard;
        }

        StateHasChanged();
    }

    private async Task<string?> ShownAsync()
    {
        try
        {
            return await Script.InvokeAsync<string>("hallShown");
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return null;
        }
    }
}
