using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using MudBlazor;

namespace Hall.Web.Tests.Surfaces;

/// <summary>What stands around a page of staff in its layout: the places where lists, dialogs and words at the edge appear.</summary>
internal sealed class StaffDocument : ComponentBase
{
    private bool _hasPlaces;

    /// <summary>The page.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [Inject]
    private StaffDocumentPlaces Places { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized() => (_hasPlaces, Places.AreTaken) = (!Places.AreTaken, true);

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (!_hasPlaces)
        {
            builder.AddContent(3, ChildContent);
            return;
        }

        builder.OpenComponent<MudPopoverProvider>(0);
        builder.CloseComponent();
        builder.OpenComponent<MudDialogProvider>(1);
        builder.CloseComponent();
        builder.OpenComponent<MudSnackbarProvider>(2);
        builder.CloseComponent();
        builder.AddContent(3, ChildContent);
    }
}

/// <summary>Whether a page of the test has the library's places already; of two that stand open at once, one has.</summary>
internal sealed class StaffDocumentPlaces
{
    /// <summary>Whether one has.</summary>
    public bool AreTaken { get; set; }
}
