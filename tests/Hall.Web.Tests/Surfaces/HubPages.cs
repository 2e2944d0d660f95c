using System.Security.Claims;
using Bunit;
using Hall.Hub.Accounts;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Web.Composition;
using Hall.Web.Surfaces;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A running hub whose pages stand open without a browser, for as many people as a test wants.</summary>
public abstract class HubPages : BunitContext, IAsyncLifetime
{
    private const int TellersOfTheHub = 2;
    /// <summary>How long anything of a page may take on a slow machine.</summary>
    protected static readonly TimeSpan Patience = Eventually.Longest;

    /// <summary>The hub.</summary>
    protected PeopleHub Hub { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Hub = await PeopleHub.StartAsync(with: With);

        // The hub publishes its roll of tellers by itself after they were hired, as a version of its own.
        await Eventually.HoldsAsync(() => Hub.Hall.Snapshot.Plan.Configuration.Tellers.Count == TellersOfTheHub);
        Services.AddStaffPages();
        Register();
        Services.AddFallbackServiceProvider(new Lent(Hub.App.Services));
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    public new async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Hub.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the hub's options, or prepares its data folder, before it starts.</summary>
    protected virtual HubOptions With(HubOptions options) => options;

    /// <summary>Adds services of the test's own; the hub runs by then.</summary>
    protected virtual void Register() { }

    /// <summary>Opens a page of the small hall for somebody with a role.</summary>
    protected Opened Open<TPage>(string role, string? staff = null,
        Action<ComponentParameterCollectionBuilder<TPage>>? more = null) where TPage : HallComponent =>
        new(Render<CascadingValue<Task<AuthenticationState>>>(parameters => Show(parameters, staff ?? role, role, more)));

    /// <summary>Whoever opened the page has another role from now on.</summary>
    protected static void Becomes<TPage>(Opened page, string staff, string role) where TPage : HallComponent =>
        page.Page.Render(parameters => Show<TPage>(parameters, staff, role));

    private static void Show<TPage>(
        ComponentParameterCollectionBuilder<CascadingValue<Task<AuthenticationState>>> page, string staff, string role,
        Action<ComponentParameterCollectionBuilder<TPage>>? more = null)
        where TPage : HallComponent => page
        .Add(cascade => cascade.Value, Task.FromResult(new AuthenticationState(new(
            new ClaimsIdentity([new(ClaimTypes.Name, staff), new(ClaimTypes.Role, role)], StaffSession.Scheme)))))
        .AddChildContent<StaffDocument>(document => document.AddChildContent<TPage>(inner =>
        {
            inner.Add(shown => shown.Hall, "demo-small");
            more?.Invoke(inner);
        }));

    /// <summary>The hub's services, which end with the hub and not with its pages.</summary>
    private sealed class Lent(IServiceProvider services) : IServiceProvider
    {
        public object? GetService(Type serviceType) => services.GetService(serviceType);
    }

    /// <summary>A page that stands open.</summary>
    protected sealed record Opened(IRenderedComponent<CascadingValue<Task<AuthenticationState>>> Page)
    {
        /// <summary>What the page says.</summary>
        public string Text => Page.Find("main").TextContent;

        /// <summary>Finds and presses in one step of the page, which repaints by itself while the hall runs.</summary>
        public void Do(Action act) => Page.InvokeAsync(act).GetAwaiter().GetResult();

        /// <summary>Chooses from a field of few things.</summary>
        public void Choose<T>(string id, T value) => Page.ChooseAsync(id, value).GetAwaiter().GetResult();

        /// <summary>Chooses from a field of many things.</summary>
        public void LookUp<T>(string id, T value) => Page.LookUpAsync(id, value).GetAwaiter().GetResult();

        /// <summary>Waits until something holds, as the page follows the hub.</summary>
        public void Until(Action holds) => Page.WaitForAssertion(holds, Patience);
    }
}
