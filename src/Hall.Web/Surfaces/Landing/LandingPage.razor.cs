using Hall.Core.Engine;
using Hall.Hub.Hosting;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Landing;

/// <summary>What a newcomer sees first: every surface of every hall, with a picture and a link.</summary>
public sealed partial class LandingPage
{
    private Words _words = Words.For(null);

    /// <summary>How the page is shown.</summary>
    [CascadingParameter]
    public SurfaceSettings Settings { get; set; } = new();

    [Inject]
    private IHallDirectory Halls { get; set; } = default!;

    [Inject]
    private HubOptions Options { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _words = Words.For(Settings.Language);
        if (!Options.Demo && Halls.All.Count == 1)
        {
            // It shows what the program can do; who works in a hall has a page of their own.
            Navigation.NavigateTo(HomePage.Address, forceLoad: true);
        }
    }
}
