using System.Security.Claims;
using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Web.Devices;
using Hall.Web.Surfaces.Clerk;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Clerk;

/// <summary>A clerk's page without a browser, at a small hall on a clock that stands.</summary>
public abstract class ClerkDesk : BunitContext
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-test-").FullName;
    private IRenderedComponent<MudPopoverProvider>? _lists;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));

    protected ClerkDesk()
    {
        Hall = new FakeHall(FakeHall.Shipped("demo-small"), _time);
        Services.AddMudServices();
        Services.AddSingleton<IHallDirectory>(Hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<TakenServices>();
        Services.AddSingleton<ICardReading>(Cards);
        Services.AddSingleton<ITicketPrinting>(Printing);
        Services.AddSingleton<IFollowLinks, NoFollowLinks>();
        Services.AddSingleton(new HubSecret(new HubOptions { DataFolder = _folder }));
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    /// <summary>The hall.</summary>
    protected FakeHall Hall { get; }

    /// <summary>Readers of cards.</summary>
    protected FakeCards Cards { get; } = new();

    /// <summary>Printers.</summary>
    protected FakePrinting Printing { get; } = new();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>What the page said at its edge, the latest last.</summary>
    protected IEnumerable<string> Said => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(said => said.Message ?? "");

    /// <summary>Types a part of a service's name and takes the first that is found.</summary>
    protected async Task ChooseAsync(IRenderedComponent<IssuePage> page, string field, string typed)
    {
        await TypeAsync(page, field, typed);
        _time.Advance(TimeSpan.FromSeconds(1));
        _lists!.WaitForElement(".mud-list-item");
        await page.InvokeAsync(() => page.Find(field).KeyUpAsync(new KeyboardEventArgs { Key = "Enter" }));
    }

    /// <summary>Opens the page for a clerk.</summary>
    protected IRenderedComponent<IssuePage> Open()
    {
        _lists = Render<MudPopoverProvider>();
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, "3001"), new(ClaimTypes.Role, Role.Clerk)], StaffSession.Scheme);
        var who = Task.FromResult(new AuthenticationState(new(identity)));
        return Render<IssuePage>(parameters => parameters.Add(page => page.Hall, "demo-small").AddCascadingValue(who));
    }

    /// <summary>A number that waits.</summary>
    protected Ticket Waiting(params string[] services) =>
        Hall.Carry(new IssueTicket([.. services.Select(code => new ServiceCode(code))], PriorityCode.None)).Ticket!.Ticket;

    /// <summary>A ticket as it is now.</summary>
    protected Ticket Now(Ticket ticket) => Hall.AskAsync(new TicketById(ticket.Id)).GetAwaiter().GetResult()!.Ticket;

    /// <summary>Chooses a service and issues it.</summary>
    protected static async Task IssueAsync(IRenderedComponent<IssuePage> page, int skip = 0)
    {
        await page.TapAsync(".offers button", skip);
        await page.TapAsync(".go button");
    }

    /// <summary>Looks for a ticket.</summary>
    protected static async Task FindAsync(IRenderedComponent<IssuePage> page, string wanted)
    {
        await page.InvokeAsync(() => page.Find("#issue-find").Input(wanted));
        await page.InvokeAsync(() => page.Find("form.find").SubmitAsync());
    }

    /// <summary>Presses one of the buttons beside the ticket that was found.</summary>
    protected static Task PressAsync(IRenderedComponent<IssuePage> page, string label) =>
        page.TapAsync(there =>
            there.FindAll(".side button").Single(button => button.TextContent.Contains(label, StringComparison.Ordinal)));

    /// <summary>Types into a field.</summary>
    protected static Task TypeAsync(IRenderedComponent<IssuePage> page, string field, string text) =>
        page.InvokeAsync(() => page.Find(field).InputAsync(new ChangeEventArgs { Value = text }));
}
