using System.Security.Claims;
using Bunit;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Devices.IdCards;
using Hall.Web.Hub;
using Hall.Web.People;
using Hall.Web.Surfaces;
using Hall.Web.Surfaces.Clerk;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Clerk;

public sealed class IssuePageTests : BunitContext
{
    private const string Agent = "340102198001011234";
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-test-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly FakeCards _cards = new();
    private readonly FakeHall _hall;
    private readonly HubSecret _secret;

    public IssuePageTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("demo-small"), _time);
        _secret = new(new HubOptions { DataFolder = _folder });
        Services.AddMudServices();
        Services.AddSingleton<IHallDirectory>(_hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<ICardReading>(_cards);
        Services.AddSingleton<IFollowLinks, NoFollowLinks>();
        Services.AddSingleton(_secret);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    [Fact]
    public async Task Telephone_GivenAtIssue_FindsTheLostNumber()
    {
        var page = Open();
        await TypeAsync(page, "#issue-telephone", "138 0562 0001");
        await IssueAsync(page);
        Assert.NotNull(Issued.PhoneHash);

        await FindAsync(page, "13805620002");
        Assert.Contains("没有", page.Find(".side .refused").TextContent, StringComparison.Ordinal);
        await FindAsync(page, "+86 138-0562-0001");

        Assert.Contains("A001", page.Find(".side").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".side .refused"));
    }

    [Fact]
    public async Task Telephone_ThatCannotBeOne_IsRefusedAndIssuesNothing()
    {
        var page = Open();
        await TypeAsync(page, "#issue-telephone", "12");
        await IssueAsync(page);

        Assert.Contains("电话应为", page.Find(".refused").TextContent, StringComparison.Ordinal);
        Assert.Empty(_hall.Commands.OfType<IssueTicket>());
    }

    [Fact]
    public async Task ForAnother_ChosenWithAnIdentity_CountsAsAnAgentsAndBothNumbersAreShown()
    {
        var page = Open();
        Assert.Empty(page.FindAll(".for-another"));
        await TypeAsync(page, "#issue-identity", Agent);
        await IssueAsync(page);
        await TypeAsync(page, "#issue-identity", Agent);
        page.WaitForElement(".for-another input").Change(true);
        await IssueAsync(page, skip: 1);

        Assert.Equal([false, true], _hall.Commands.OfType<IssueTicket>().Select(issue => issue.ForAnother));
        await FindAsync(page, Agent);
        Assert.Equal(["A002", "A001"], page.FindAll(".also button").Select(button => button.TextContent));
        await page.FindAll(".also button")[1].ClickAsync(new());
        Assert.Equal("true", page.FindAll(".also button")[1].GetAttribute("aria-pressed"));
    }

    [Fact]
    public async Task Card_LaidOnTheDesk_ShowsItsHoldersTicket()
    {
        _cards.DeskNames.Add("desk1");
        _cards.Reader = ReaderState.Up;
        _hall.Carry(new IssueTicket([new("A01")], PriorityCode.None, HolderHash: "holder"));
        var page = Open();

        _cards.Say("desk1", CardSign.Read, "holder");

        page.WaitForAssertion(() => Assert.Contains("A001", page.Find(".side").TextContent, StringComparison.Ordinal));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private IssueTicket Issued => Assert.Single(_hall.Commands.OfType<IssueTicket>());

    private IRenderedComponent<IssuePage> Open()
    {
        Render<MudPopoverProvider>();
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, "3001"), new(ClaimTypes.Role, Role.Clerk)], StaffSession.Scheme);
        var who = Task.FromResult(new AuthenticationState(new(identity)));
        return Render<IssuePage>(parameters => parameters.Add(page => page.Hall, "demo-small").AddCascadingValue(who));
    }

    private static async Task IssueAsync(IRenderedComponent<IssuePage> page, int skip = 0)
    {
        await page.FindAll(".offers button")[skip].ClickAsync(new());
        await page.Find(".go button").ClickAsync(new());
    }

    private static async Task FindAsync(IRenderedComponent<IssuePage> page, string wanted)
    {
        page.Find("#issue-find").Input(wanted);
        await page.Find("form.find").SubmitAsync();
    }

    private static Task TypeAsync(IRenderedComponent<IssuePage> page, string field, string text) =>
        page.Find(field).InputAsync(new ChangeEventArgs { Value = text });
}
