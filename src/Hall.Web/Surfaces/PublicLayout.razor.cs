using Hall.Web.Http;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces;

/// <summary>
/// What the screens for citizens stand in: nothing of the component library, whose theme is a <c>&lt;style&gt;</c> that these pages' policy
/// refuses.
/// </summary>
public sealed partial class PublicLayout
{
    /// <summary>How the page is shown.</summary>
    [CascadingParameter]
    public SurfaceSettings Settings { get; set; } = new();

    [Inject]
    private NavigationManager Address { get; set; } = default!;

    private string Path => "/" + Address.ToBaseRelativePath(Address.Uri);
}
