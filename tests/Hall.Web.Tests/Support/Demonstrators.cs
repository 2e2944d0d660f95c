using System.Security.Claims;
using Bunit;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Hall.Web.Tests.Support;

/// <summary>Pages without a hub behind them are looked at by the visitor of a demonstration.</summary>
internal static class Demonstrators
{
    /// <summary>Every page that is opened from now on belongs to the visitor.</summary>
    public static void AsDemonstrator(this BunitContext pages) => pages.RenderTree.Add<CascadingValue<Task<AuthenticationState>>>(cascade =>
        cascade.Add(value => value.Value, Task.FromResult(new AuthenticationState(new ClaimsPrincipal(Demonstrator.Identity)))));
}
