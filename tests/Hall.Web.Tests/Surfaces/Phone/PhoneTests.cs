using Bunit;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Phone;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Phone;

public sealed class PhoneTests : BunitContext
{
    private static readonly CounterId One = new("1");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;
    private readonly TicketId _ticket;

    public PhoneTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("tongling"), _time);
        _hall.Carry(new OpenCounter(One, new StaffNumber("1001")));
        _ticket = _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None)).Ticket!.Ticket.Id;
    }

    [Fact]
    public async Task State_Waiting_ShowsRangeAndPeopleAhead()
    {
        var page = await StateAsync();
        Assert.Equal("0 人", page.Find("[data-live=ahead]").TextContent);
        Assert.NotEmpty(page.Find("[data-live=range]").TextContent);
    }

    [Fact]
    public async Task State_Called_ShowsTheWindowBig()
    {
        _hall.Carry(new CallNext(One));
        Assert.Equal("1", (await StateAsync()).Find(".window").TextContent);
    }

    [Fact]
    public async Task State_NoShow_OffersToRejoin()
    {
        _hall.Carry(new CallNext(One));
        _hall.Carry(new MarkNoShow(One));
        Assert.Equal("/t/secret/rejoin", (await StateAsync()).Find("form").GetAttribute("action"));
    }

    [Fact]
    public async Task Rating_OfServedLeg_HasFiveFacesAndNoTeller()
    {
        Serve();
        var visit = await VisitAsync();
        var form = Render<PhoneRating>(parameters => parameters.Add(p => p.Visit, visit).Add(p => p.Leg, visit.Ratable.Single())
            .Add(p => p.Words, Words.For("zh-CN")).Add(p => p.Token, "secret"));
        Assert.Equal(5, form.FindAll(".face").Count);
        Assert.DoesNotContain("1001", form.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("王秀兰", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RatingWithReasonsOfTwoLevels_KeepsThoseOfTheLevel()
    {
        Serve();
        var command = PhoneActions.Read("rate", Form(("leg", "1"), ("level", "Satisfied"), ("reason", "406"), ("reason", "510"), ("comment", " 好 ")), _ticket);
        var rating = Assert.IsType<GiveFeedback>(command);
        Assert.Equal(["406"], rating.Reasons);
        Assert.Equal("好", rating.Comment);
        Assert.Equal(FeedbackChannel.QrCode, rating.Channel);
        Assert.True(_hall.Carry(rating).Succeeded);
    }

    [Theory]
    [InlineData("same-origin", null, true)]
    [InlineData("cross-site", null, false)]
    [InlineData(null, "http://hub", true)]
    [InlineData(null, "http://evil", false)]
    public void IsSameOrigin_ByHeader_RefusesOtherSites(string? site, string? origin, bool same)
    {
        var request = new DefaultHttpContext().Request;
        request.Host = new HostString("hub");
        request.Headers["Sec-Fetch-Site"] = site;
        request.Headers.Origin = origin;
        Assert.Equal(same, PhoneActions.IsSameOrigin(request));
    }

    [Fact]
    public async Task Live_AfterTheCall_HasAnotherLook()
    {
        var before = PhoneLive.Of(await VisitAsync(), Words.For("en"));
        _hall.Carry(new CallNext(One));
        var after = PhoneLive.Of(await VisitAsync(), Words.For("en"));
        Assert.NotEqual(before.Look, after.Look);
        Assert.True(after.Called);
    }

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.GroupBy(field => field.Name).ToDictionary(group => group.Key, group => new StringValues([.. group.Select(field => field.Value)])));

    private void Serve()
    {
        _hall.Carry(new CallNext(One));
        _hall.Carry(new StartService(One));
        _time.Advance(TimeSpan.FromMinutes(4));
        _hall.Carry(new CompleteService(One));
    }

    private async Task<PhoneVisit> VisitAsync() => (await PhoneVisit.FindAsync(_hall, _ticket, CancellationToken.None))!;

    private async Task<IRenderedComponent<PhoneState>> StateAsync()
    {
        var visit = await VisitAsync();
        return Render<PhoneState>(parameters => parameters.Add(p => p.Visit, visit).Add(p => p.Live, PhoneLive.Of(visit, Words.For("zh-CN")))
            .Add(p => p.Words, Words.For("zh-CN")).Add(p => p.Token, "secret"));
    }
}
