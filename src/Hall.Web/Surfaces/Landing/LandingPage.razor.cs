using Hall.Core.Engine;
using Hall.Web.Http;
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

    /// <inheritdoc />
    protected override void OnInitialized() => _words = Words.For(Settings.Language);
}
