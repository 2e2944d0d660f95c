using Bunit;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Web.Surfaces.Board;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Surfaces.Pad;
using Hall.Web.Surfaces.Phone;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Surfaces.Window;
using Hall.Web.Tests.Support;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A hall that is closed in an emergency, as each screen says it.</summary>
public sealed class ClosingTests : SurfaceTest
{
    private const string Why = "三楼漏水";

    [Fact]
    public void Close_WhileTheKioskStands_SaysWhyAndOffersNothingUntilItIsOpenedAgain()
    {
        var page = Render<KioskPage>(kiosk => kiosk.Add(it => it.Hall, "demo-small").Add(it => it.Id, "1"));
        Close(WaitingAtClosing.ServeOn);
        page.WaitForAssertion(() => Assert.Contains(Why, page.Find(".kiosk-closed").TextContent, StringComparison.Ordinal));
        Assert.All(page.FindAll(".kiosk-zone"), zone => Assert.True(zone.HasAttribute("disabled")));

        Hall.Carry(new ReopenHall("2001"));
        Pass(1);
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".kiosk-closed")));
    }

    [Fact]
    public void Close_WhileABoardStands_SaysWhy() =>
        SaysWhy(Render<BoardPage>(board => board.Add(it => it.Hall, "demo-small").Add(it => it.Board, "all")));

    [Fact]
    public void Close_WhileAWindowStands_SaysWhy() =>
        SaysWhy(Render<WindowPage>(window => window.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1")));

    [Fact]
    public void Close_WhileAPadStands_SaysWhy() =>
        SaysWhy(Render<PadPage>(pad => pad.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1")));

    [Fact]
    public void Close_WhileATellerWorks_SaysWhy()
    {
        this.AsDemonstrator();
        SaysWhy(Render<CounterPage>(counter => counter.Add(it => it.Hall, "demo-small").Add(it => it.Counter, "1")));
    }

    [Fact]
    public void Close_OnAnOldTelevision_StandsInThePicture()
    {
        Assert.Equal("", Picture().Closing);
        Close(WaitingAtClosing.Expire);
        Assert.Contains(Why, Picture().Closing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WaitingAtClosing.ServeOn, TicketState.Waiting, "继续有效")]
    [InlineData(WaitingAtClosing.KeepForNextDay, TicketState.Waiting, "下一个工作日")]
    [InlineData(WaitingAtClosing.Expire, TicketState.Expired, Why)]
    public async Task Close_WhileAPhoneFollowsItsNumber_SaysWhyAndWhatBecomesOfIt(WaitingAtClosing waiting, TicketState state, string said)
    {
        var ticket = Hall.Carry(new IssueTicket([new ServiceCode("A01")], PriorityCode.None)).Ticket!.Ticket.Id;
        var before = (await PhoneVisit.FindAsync(Hall, ticket, Xunit.TestContext.Current.CancellationToken))!;
        Close(waiting);
        var visit = (await PhoneVisit.FindAsync(Hall, ticket, Xunit.TestContext.Current.CancellationToken))!;
        var words = Words.For(Words.Chinese);
        var page = Render<PhoneState>(phone => phone.Add(it => it.Visit, visit).Add(it => it.Live, PhoneLive.Of(visit, words)).Add(it => it.Words, words).Add(it => it.Token, "secret"));

        Assert.NotEqual(before.Look, visit.Look);
        Assert.Equal(state, visit.Ticket.State);
        Assert.Contains(Why, page.Find(".closing").TextContent, StringComparison.Ordinal);
        Assert.Contains(said, page.Find(".closing").TextContent, StringComparison.Ordinal);
    }

    private void SaysWhy<TPage>(IRenderedComponent<TPage> page) where TPage : IComponent
    {
        Assert.Empty(page.FindAll(".closing-band"));
        Close(WaitingAtClosing.KeepForNextDay);
        page.WaitForAssertion(() => Assert.Contains(Why, page.Find(".closing-band").TextContent, StringComparison.Ordinal));
    }

    private void Close(WaitingAtClosing waiting)
    {
        Hall.Carry(new CloseHall(Why, waiting, "2001"));
        Pass(1);
    }

    private BoardPicture Picture() => BoardPicture.Of(Hall.Snapshot, BoardPicture.Find(Hall.Snapshot.Plan, "all")!, Hall.Now, Words.For(Words.Chinese));
}
