using Hall.Web.Http;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces;

/// <summary>What every surface stands in: the theme and the places where dialogs appear, nothing visible.</summary>
public sealed partial class SurfaceLayout
{
    private MudThemeProvider? _provider;
    private bool _dark;

    /// <summary>How the page is shown.</summary>
    [CascadingParameter]
    public SurfaceSettings Settings { get; set; } = new();

    [Inject]
    private NavigationManager Address { get; set; } = default!;

    private string Path => "/" + Address.ToBaseRelativePath(Address.Uri);

    /// <inheritdoc />
    protected override void OnInitialized() => _dark = Settings.Theme == "dark";

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Settings.Theme is null && _provider is not null)
        {
            _dark = await _provider.GetSystemDarkModeAsync();
            StateHasChanged();
        }
    }
}
