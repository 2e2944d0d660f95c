using Hall.Web.Http;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces;

/// <summary>
/// What the screens for citizens stand in: nothing of the component library, whose theme is a <c>&lt;style&gt;</c> that these pages' policy
/// refuses.
/// </summary>
public sealed partial class PublicLayout
{
    private readonly ShownLanguage _shown = new();

    /// <summary>How the page is shown.</summary>
    [CascadingParameter]
    public SurfaceSettings Settings { get; set; } = new();

    [Inject]
    private NavigationManager Address { get; set; } = default!;

    /// <inheritdoc />
    public void Dispose() => _shown.Changed -= StateHasChanged;

    /// <inheritdoc />
    protected override void OnInitialized() => _shown.Changed += StateHasChanged;

    private string Path => "/" + Address.ToBaseRelativePath(Address.Uri);
}
