using Hall.Web.Http;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces;

/// <summary>What the pages of staff stand in: the component library's theme, the places where its dialogs appear, and the page's
/// help.</summary>
public sealed partial class StaffLayout
{
    private MudThemeProvider? _provider;
    private bool _dark;

    /// <summary>How the page is shown.</summary>
    [CascadingParameter]
    public SurfaceSettings Settings { get; set; } = new();

    [Inject]
    private NavigationManager Address { get; set; } = default!;

    [Inject]
    private LibraryLanguage Library { get; set; } = default!;

    private string Path => "/" + Address.ToBaseRelativePath(Address.Uri);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _dark = Settings.Theme == "dark";
        Library.Words = Words.For(Settings.Language);
    }

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
