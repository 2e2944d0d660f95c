using Hall.Hub.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Hall.Web.Identity;

/// <summary>
/// Stands inside a circuit. Before its first component is made, the person is asked for anew: a page may have been held back for minutes
/// between its request and its circuit. Whatever a page sends is dropped when nobody is behind it any more, or nobody
/// has touched it for long.
/// </summary>
public sealed class CircuitGuard(AuthenticationStateProvider who, SessionRegister sessions, SessionIdle idle,
    NavigationManager navigation) : CircuitHandler
{
    /// <inheritdoc />
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        who is CircuitPerson person ? person.RenewAsync() : Task.CompletedTask;

    /// <inheritdoc />
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        var user = (await who.GetAuthenticationStateAsync()).User;
        if (!user.Identities.Any(identity => identity.IsAuthenticated))
        {
            return;
        }

        if (user.FindFirst(StaffSession.SessionClaim)?.Value is { } session)
        {
            if (sessions.Find(session) is null || (idle.IsLocked(user) && !SessionIdle.IsSurface(new Uri(navigation.Uri).AbsolutePath)))
            {
                return;
            }

            sessions.Note(session);
        }

        await next(context);
    };
}
