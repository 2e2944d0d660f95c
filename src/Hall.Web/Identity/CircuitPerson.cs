using System.Security.Claims;
using Hall.Devices.Supervision;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Hall.Web.Identity;

/// <summary>
/// Who a circuit belongs to, as they are now: an account that is disabled or changed, or a screen that is moved or shut out,
/// changes what its open pages may show at once, and not only at the next request.
/// </summary>
public sealed class CircuitPerson : ServerAuthenticationStateProvider, IDisposable
{
    private readonly PeopleRegister _people;
    private readonly SessionRegister _sessions;
    private readonly ScreenRegister _screens;
    private readonly ILogger<CircuitPerson> _logger;

    /// <summary>Follows the registers until the circuit ends.</summary>
    public CircuitPerson(PeopleRegister people, SessionRegister sessions, ScreenRegister screens, ILogger<CircuitPerson> logger)
    {
        (_people, _sessions, _screens, _logger) = (people, sessions, screens, logger);
        people.Changed += OnPeopleChanged;
        sessions.Changed += OnPeopleChanged;
        screens.Changed += OnScreensChanged;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _people.Changed -= OnPeopleChanged;
        _sessions.Changed -= OnPeopleChanged;
        _screens.Changed -= OnScreensChanged;
    }

    private void OnPeopleChanged() => Renew();

    private void OnScreensChanged() => Renew();

    private void Renew() => RenewAsync().GoOn(_logger, "Asking who a page belongs to");

    /// <summary>Asks the registers who this is now, and tells the pages when that is another answer than before.</summary>
    public async Task RenewAsync()
    {
        ClaimsPrincipal before;
        try
        {
            before = (await GetAuthenticationStateAsync()).User;
        }
        catch (InvalidOperationException)
        {
            // The circuit is still being made; CircuitGuard asks again when it opens, before the first component.
            return;
        }

        var after = new ClaimsPrincipal();
        if (before.Identities.FirstOrDefault(identity => identity.AuthenticationType == Demonstrator.Scheme) is { } demonstrator)
        {
            after.AddIdentity(demonstrator);
        }

        if (StaffSession.Renewed(_people, before) is { } person)
        {
            after.AddIdentities(person.Identities);
        }

        if (ScreenSession.Of(_screens, before) is { } screen)
        {
            after.AddIdentity(ScreenSession.IdentityOf(screen));
        }

        if (!ClaimsOf(before).SetEquals(ClaimsOf(after)))
        {
            SetAuthenticationState(Task.FromResult(new AuthenticationState(after)));
        }
    }

    private static HashSet<string> ClaimsOf(ClaimsPrincipal principal) =>
        [.. principal.Claims.Select(claim => $"{claim.Type} {claim.Value}")];
}
