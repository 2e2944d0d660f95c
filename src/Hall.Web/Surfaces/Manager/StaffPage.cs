using System.Security.Claims;
using Hall.Hub.Accounts;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Hall.Web.Surfaces.Manager;

/// <summary>A page of the manager's that knows who looks at it, and asks again at every change: a role may be taken away
/// meanwhile.</summary>
public abstract class StaffPage : HallComponent
{
    /// <summary>Who opened the page.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    /// <summary>Staff number of whoever acts.</summary>
    protected string Actor { get; private set; } = "";

    /// <inheritdoc />
    protected override TimeSpan? TickEvery => TimeSpan.FromSeconds(3);

    /// <summary>Whether whoever looks may do this.</summary>
    protected bool May(string permission) => Me.May(permission);

    /// <summary>The posts of whoever looks: all, or those that let them do something.</summary>
    /// <param name="permission">What; null for all.</param>
    protected IReadOnlyList<string> Posts(string? permission = null) =>
        [.. Role.All.Where(role => Me.IsInRole(role) && (permission is null || Role.PermissionsOf(role).Contains(permission)))];

    private ClaimsPrincipal Me { get; set; } = new();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        Me = Who is null ? new() : (await Who).User;
        Actor = Me.Staff() ?? "";
    }
}
