using Bunit;
using Bunit.TestDoubles;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Counters;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.People;
using Hall.Web.Composition;
using Hall.Web.Http;
using Hall.Web.Identity;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>
/// An account that is disabled, or a role that is taken away, closes the pages that its owner has open, by the hub's own word: no
/// request is made and nothing is asked at intervals.
/// </summary>
public sealed class DismissalTests : HubPages
{
    private static readonly CounterId One = new("1");
    private CircuitPerson? _circuit;

    protected override void Register()
    {
        Services.AddSingleton<AuthenticationStateProvider>(_ => _circuit!);
        Services.AddSingleton(Hub.Get<IAuthorizationService>());
        Services.AddSingleton(Hub.Get<IAuthorizationPolicyProvider>());

        // What a page asks its provider for by itself does not come from the hub as what is injected does.
        Services.AddSingleton(Hub.Get<PeopleRegister>());
        Services.AddSingleton(Hub.Get<PeopleStore>());
        Services.AddSingleton(Hub.Get<CounterSeats>());
    }

    [Fact]
    public async Task Console_TellerDisabledInTheMiddleOfAService_ClosesByItselfAndLeadsToTheSignIn()
    {
        await ServingAsync();
        var page = await ComeAsync(Role.Teller, "/demo-small/counter/1");
        page.WaitForState(() => page.FindAll(".action, .actions button, main button").Count > 0, Patience);
        Assert.Empty(page.FindAll("main.absent"));

        await Hub.Office.DisableAsync(Role.Administrator, Role.Teller);

        page.WaitForState(() => page.FindAll("main.absent").Count == 1, Patience);
        Assert.Empty(page.FindAll("main.absent button"));
        var there = Services.GetRequiredService<BunitNavigationManager>();
        await Eventually.HoldsAsync(() => there.History.Any(step => step.Options.ForceLoad));
        await Eventually.HoldsAsync(() => Hub.Hall.Snapshot.Counters.Single(view => view.Counter.Id == One).Counter.Teller is null
            || Hub.Hall.Snapshot.Counters.Single(view => view.Counter.Id == One).Counter.State == CounterState.Serving);
    }

    [Fact]
    public async Task Page_RoleTakenAwayWhileItIsOpen_ClosesByItself()
    {
        var page = await ComeAsync(Role.DutyManager, "/demo-small/manager/people");
        page.WaitForState(() => page.FindAll(".manager").Count > 0, Patience);

        var person = Hub.Get<PeopleRegister>().FindStaff(Role.DutyManager)!;
        Assert.Empty((await Hub.Office.ChangeAsync(Role.Administrator, new AccountDraft { Staff = person.Staff, Name = person.Name, Roles = [Role.Teller] })).Faults);

        page.WaitForState(() => page.FindAll("main.absent").Count == 1, Patience);
    }

    [Fact]
    public async Task Circuit_OfADisabledAccount_BelongsToNobodyAtOnce()
    {
        using var circuit = await CircuitOfAsync(Role.Reviewer);
        var after = new TaskCompletionSource<AuthenticationState>(TaskCreationOptions.RunContinuationsAsynchronously);
        circuit.AuthenticationStateChanged += async state => after.TrySetResult(await state);

        await Hub.Office.DisableAsync(Role.Administrator, Role.Reviewer);

        Assert.Empty((await after.Task.WaitAsync(Patience, Xunit.TestContext.Current.CancellationToken)).User.Claims);
    }

    private async Task ServingAsync()
    {
        foreach (var command in new HallCommand[]
        {
            new OpenCounter(One, new StaffNumber(Role.Teller)), new IssueTicket([new("A01")], PriorityCode.None), new CallNext(One), new StartService(One),
        })
        {
            Assert.Null((await Hub.Hall.ExecuteAsync(command, null, Xunit.TestContext.Current.CancellationToken)).Rejection);
        }
    }

    private async Task<IRenderedComponent<CascadingAuthenticationState>> ComeAsync(string staff, string address)
    {
        _circuit = await CircuitOfAsync(staff);
        Services.GetRequiredService<NavigationManager>().NavigateTo(address);
        return Render<CascadingAuthenticationState>(page => page.AddChildContent<Routes>(routes => routes.Add(shown => shown.Settings, new SurfaceSettings())));
    }

    private async Task<CircuitPerson> CircuitOfAsync(string staff)
    {
        var person = Hub.Get<PeopleRegister>().FindStaff(staff)!;
        var principal = await Hub.Get<SessionRegister>().BeginAsync(person, SignInWay.Password, "", "");
        var circuit = new CircuitPerson(Hub.Get<PeopleRegister>(), Hub.Get<SessionRegister>(), Hub.Get<ScreenRegister>(), NullLogger<CircuitPerson>.Instance);
        circuit.SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        return circuit;
    }
}
