using System.Security.Claims;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Counters;
using Hall.Hub.Identity;
using Hall.Storage.People;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Hall.Web.Surfaces.Teller;

/// <summary>Who sits at this console. Nobody acts from it who has lost the seat, the role or the account.</summary>
public sealed partial class CounterPage
{
    private TellerSeat? _seat;
    private ClaimsPrincipal _me = new();
    private bool _isDemonstrator;

    /// <summary>Who opened the page; null where nobody signs in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    // Without a seat only the visitor of a demonstration may do anything.
    private bool MaySit => _seat is null ? _isDemonstrator : _seat.State == SeatState.Seated && !IsDismissed;

    private bool IsDismissed => Provided.GetRequiredService<PeopleRegister>().Of(_me) is not { } person
        || !person.Roles.Any(role => Role.PermissionsOf(role).Contains(Permission.CounterServe));

    private async Task SitDownAsync()
    {
        if (Who is null || Engine is null)
        {
            return;
        }

        _me = (await Who).User;
        if (Provided.GetService<PeopleRegister>()?.Of(_me) is not { } person)
        {
            _isDemonstrator = _me.Identities.Any(identity => identity.AuthenticationType == Demonstrator.Scheme);
            return;
        }

        _seat = new(Provided.GetRequiredService<CounterSeats>(), Provided.GetRequiredService<PeopleStore>(), Time, Engine,
            new CounterId(Counter), person, Settings.From,
            _me.FindFirst(StaffSession.SessionClaim)?.Value);
        _seat.OnChange(() => Begin(StateHasChanged));
        _teller = person.Staff;
    }

    private async Task TakeOverAsync()
    {
        if (await _seat!.TakeOverAsync() is { } rejection)
        {
            _desk!.Say(rejection);
        }
    }

    private async Task HandOverAsync()
    {
        if (_seat is null || !MaySit)
        {
            return;
        }

        try
        {
            await CounterHandover.LeaveAsync(Engine!, _desk!.Counter, new StaffNumber(_seat.Person.Staff));
        }
        catch (JournalUnavailableException)
        {
            // The window stays open in the teller's name; the next one takes it over.
        }

        var word = Provided.GetRequiredService<HandoverTokens>().Make(_seat.Person.Staff);
        Provided.GetRequiredService<NavigationManager>()
            .NavigateTo($"/hand-over?once={word}&returnUrl={Uri.EscapeDataString($"/{Hall}/counter/{Counter}")}", forceLoad: true);
    }
}
