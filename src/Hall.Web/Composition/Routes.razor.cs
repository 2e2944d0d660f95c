using Hall.Web.Http;
using Hall.Web.Surfaces;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Hall.Web.Composition;

/// <summary>
/// Finds the page of an address and its layout. A document keeps the head and the policy that it was loaded with, so a way from a page of
/// staff to a screen for citizens, or back, is loaded as a whole, however its link is written.
/// </summary>
public sealed partial class Routes : IDisposable
{
    private IDisposable? _listening;
    private bool _leaving;

    /// <summary>How the page is shown; carried into the circuit.</summary>
    [Parameter, EditorRequired]
    public SurfaceSettings Settings { get; set; } = new();

    [Inject]
    private NavigationManager Address { get; set; } = default!;

    private Type Layout => IsPublic(Address.Uri) ? typeof(PublicLayout) : typeof(StaffLayout);

    /// <inheritdoc />
    public void Dispose() => _listening?.Dispose();

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _listening = Address.RegisterLocationChangingHandler(OnLeavingAsync);
        }
    }

    private ValueTask OnLeavingAsync(LocationChangingContext way)
    {
        if (!_leaving && IsPublic(way.TargetLocation) != IsPublic(Address.Uri))
        {
            way.PreventNavigation();
            _leaving = true;
            Address.NavigateTo(way.TargetLocation, forceLoad: true);
        }

        return ValueTask.CompletedTask;
    }

    private bool IsPublic(string address) => HelpPages.IsPublic(Address.ToAbsoluteUri(address).AbsolutePath);
}
