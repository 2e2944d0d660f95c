using System.Net;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces.Phone;

public sealed class PhoneFormTests : IAsyncLifetime
{
    private HubFixture _hub = null!;
    private HttpClient _office = null!;
    private HttpClient _phone = null!;
    private TicketId _ticket;
    private string _page = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartedAsync();
        _office = _hub.As(KeyRole.Manager);
        _phone = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _hub.Address };
        var issued = await IssueAsync();
        _ticket = new(issued.GetProperty("ticketId").GetInt64());
        _page = $"/t/{issued.GetProperty("token").GetString()}";
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        _office.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Later_ThreePlaces_LetsThreeOthersPass()
    {
        for (var other = 0; other < 5; other++)
        {
            await IssueAsync();
        }

        Assert.Equal($"{_page}?done=later", await SendAsync("later", ("places", "3")));

        Assert.Equal(3, (await ViewAsync()).Ahead);
    }

    [Fact]
    public async Task Later_AsOftenAsTheHallAllows_SaysSoAndOffersNoMore()
    {
        for (var time = 0; time < 6; time++)
        {
            Assert.Contains("name=\"places\"", await ShownAsync(), StringComparison.Ordinal);
            Assert.Equal($"{_page}?done=later", await SendAsync("later", ("places", "3")));
        }

        var page = await ShownAsync();
        Assert.DoesNotContain("name=\"places\"", page, StringComparison.Ordinal);
        Assert.Contains("已经延后到本厅允许的上限", page, StringComparison.Ordinal);
        Assert.Equal($"{_page}?error=postpone-limit", await SendAsync("later", ("places", "3")));
        Assert.Equal(6, (await ViewAsync()).Ticket.Postponements);
    }

    [Fact]
    public async Task Leave_Waiting_EndsTheTicket()
    {
        Assert.Equal($"{_page}?done=leave", await SendAsync("leave"));

        Assert.Equal(TicketState.Abandoned, (await ViewAsync()).Ticket.State);
        Assert.Equal($"{_page}?error=ticket-ended", await SendAsync("leave"));
    }

    [Fact]
    public async Task Rejoin_AfterANoShow_WaitsAgain()
    {
        await AtCounterAsync("open", "call-next", "no-show");

        Assert.Equal($"{_page}?done=rejoin", await SendAsync("rejoin"));

        Assert.Equal(TicketState.Waiting, (await ViewAsync()).Ticket.State);
    }

    [Fact]
    public async Task Add_AnotherService_IsOnTheSameTicket()
    {
        Assert.Equal($"{_page}?done=add", await SendAsync("add", ("service", "A02")));

        Assert.Equal(["A01", "A02"], (await ViewAsync()).Ticket.Services.Select(service => service.Service.Value));
    }

    [Fact]
    public async Task Rate_ServedLeg_IsKeptOnceAndThePageSaysThanks()
    {
        await AtCounterAsync("open", "call-next", "start", "complete");

        var done = await SendAsync("rate", ("leg", "1"), ("level", "Satisfied"), ("comment", "好"));
        var again = await SendAsync("rate", ("leg", "1"), ("level", "VeryDissatisfied"));

        Assert.Equal(($"{_page}?done=rate", $"{_page}?error=already-rated"), (done, again));
        Assert.Equal("Satisfied", (await ViewAsync()).Ticket.Legs[0].Rating?.ToString());
        var page = WebUtility.HtmlDecode(await _phone.GetStringAsync($"{_page}?done=rate", TestContext.Current.CancellationToken));
        Assert.Contains("已收到您的评价", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_AfterABadReviewOnThePad_IsKeptForThoseWhoCallBack()
    {
        await AtCounterAsync("open", "call-next", "start", "complete");
        Assert.Equal($"{_page}?error=malformed", await SendAsync("contact", ("leg", "1"), ("telephone", "13800001111")));
        await _hub.Hall.ExecuteAsync(new PressPad(new("1"), FeedbackLevel.VeryDissatisfied, [], "p1"), null,
            TestContext.Current.CancellationToken);
        Assert.Contains("name=\"telephone\"", await ShownAsync(), StringComparison.Ordinal);

        foreach (var odd in new[] { ("leg", "2"), ("leg", "x"), ("odd", "1") })
        {
            Assert.Equal($"{_page}?error=malformed", await SendAsync("contact", odd, ("telephone", "13800001111")));
        }

        Assert.Equal($"{_page}?error=malformed", await SendAsync("contact", ("leg", "1"), ("telephone", "<script>")));
        Assert.Equal($"{_page}?error=malformed", await SendAsync("contact", ("leg", "1")));
        Assert.Equal($"{_page}?done=contact", await SendAsync("contact", ("leg", "1"), ("name", "王"), ("telephone", "13800001111")));
        Assert.Contains("name=\"reason\"", await ShownAsync(), StringComparison.Ordinal);
        Assert.Equal($"{_page}?error=malformed", await SendAsync("contact", ("leg", "1"), ("reason", "510")));
        Assert.Equal($"{_page}?done=contact",
            await SendAsync("contact", ("leg", "1"), ("reason", "115"), ("reason", "510"), ("comment", "态度差")));
        Assert.DoesNotContain("name=\"reason\"", await ShownAsync(), StringComparison.Ordinal);
        Assert.Equal($"{_page}?error=malformed", await SendAsync("contact", ("leg", "1"), ("reason", "115")));
        var page = await ShownAsync();
        Assert.Contains("已留下联系方式", page, StringComparison.Ordinal);
        Assert.DoesNotContain("13800001111", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complaint_AtAKiosk_IsRegisteredUntilTheEndOfTheNextDay()
    {
        var links = _hub.App.Services.GetRequiredService<Hall.Hub.Tokens.ComplaintLinks>();
        var today = _hub.Hall.Snapshot.Plan.DayOf(_hub.Hall.Now);
        foreach (var (days, opens) in new[] { (0, true), (-1, true), (-2, false), (1, false) })
        {
            using var page =
                await _phone.GetAsync(links.ForKiosk(_hub.Hall.Id, new("1"), today.AddDays(days)), TestContext.Current.CancellationToken);
            Assert.Equal((days, opens ? HttpStatusCode.OK : HttpStatusCode.NotFound), (days, page.StatusCode));
        }

        var form = links.ForKiosk(_hub.Hall.Id, new("1"), today);
        using var odd =
            await _phone.PostAsync(form, new FormUrlEncodedContent([new("title", ""), new("content", "x")]),
                TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, odd.StatusCode);
        var kept = WebUtility.HtmlDecode(await odd.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(">x</textarea>", kept, StringComparison.Ordinal);
        Assert.Contains("请写明事由", kept, StringComparison.Ordinal);
        using var sent =
            await _phone.PostAsync(form, new FormUrlEncodedContent([new("title", "取号机难用"), new("content", "字太小")]),
                TestContext.Current.CancellationToken);
        var page2 = WebUtility.HtmlDecode(await _phone.GetStringAsync(sent.Headers.Location, TestContext.Current.CancellationToken));
        Assert.Contains("取号机难用", page2, StringComparison.Ordinal);
        var complaint =
            Assert.Single(await _hub.App.Services.GetRequiredService<Hall.Hub.Cases.CaseService>()
                .ComplaintsAsync(_hub.Hall.Id, _hub.Hall.Now));
        Assert.Equal(Hall.Core.Cases.ComplaintChannel.Kiosk, complaint.Channel);
    }

    [Fact]
    public async Task Complaint_MoreOfTheSameTicket_AddsToTheFirstAndTheFourthOfADayKeepsWhatWasTyped()
    {
        var desk = _hub.App.Services.GetRequiredService<Hall.Hub.Cases.CaseService>();
        var first = await SendAsync("complain", ("title", "等候太久"), ("content", "等了两个小时"));
        Assert.Equal(first, await SendAsync("complain", ("title", "还没叫到"), ("content", "又过了一小时"), ("telephone", "13800001111")));
        Assert.Equal(first, await SendAsync("complain", ("title", "三小时"), ("content", "没有人解释")));
        using var form = new FormUrlEncodedContent([new("title", "第四次"), new("content", "这段文字不能丢")]);
        using var refused = await _phone.PostAsync($"{_page}/complain", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(">这段文字不能丢</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"第四次\"", page, StringComparison.Ordinal);
        Assert.Contains("今天已投诉三次", page, StringComparison.Ordinal);

        var complaint = Assert.Single(await desk.ComplaintsAsync(_hub.Hall.Id, _hub.Hall.Now));
        Assert.Equal(["等了两个小时", "又过了一小时", "没有人解释"],
            complaint.Added.Select(text => text.Content).Prepend(complaint.Content));
        Assert.True(complaint.Named);
        Assert.Equal(new("", "13800001111"), await desk.ContactAsync(_hub.Hall.Id, complaint.Number));
    }

    [Fact]
    public async Task Complaint_WithATelephoneThatIsNone_KeepsWhatWasTyped()
    {
        using var form = new FormUrlEncodedContent([new("title", "等候太久"), new("content", "等了两个小时"), new("telephone", "12")]);
        using var refused = await _phone.PostAsync($"{_page}/complain", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(">等了两个小时</textarea>",
            WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("rate")]
    public async Task Get_NoSuchPlaceBelowTheToken_IsAPageThatSaysSo(string below)
    {
        using var answer = await _phone.GetAsync($"{_page}/{below}", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Theory]
    [InlineData("later")]
    [InlineData("later", "places", "-1")]
    [InlineData("later", "places", "many")]
    [InlineData("rate")]
    [InlineData("rate", "level", "Splendid")]
    [InlineData("rate", "level", "9")]
    [InlineData("add")]
    [InlineData("dance")]
    public async Task Form_MakesNoSense_IsSaidOnThePageAndChangesNothing(string action, string? name = null, string value = "")
    {
        var before = (await _hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version;

        Assert.Equal($"{_page}?error=malformed", await (name is null ? SendAsync(action) : SendAsync(action, (name, value))));

        Assert.Equal(before, (await _hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version);
    }

    [Fact]
    public async Task Form_TooLarge_IsRefused() =>
        Assert.Equal($"{_page}?error=text-too-long", await SendAsync("rate", ("level", "Satisfied"), ("comment", new string('x', 20_000))));

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task Form_FromAnotherSite_Is403AndChangesNothing(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{_page}/leave") { Content = new FormUrlEncodedContent([]) };
        request.Headers.Add(header, value);

        using var answer = await _phone.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(TicketState.Waiting, (await ViewAsync()).Ticket.State);
    }

    [Fact]
    public async Task Form_ForgedToken_Is404()
    {
        var forged = _page[..^1] + (_page[^1] == 'A' ? 'E' : 'A');

        using var answer = await _phone.PostAsync($"{forged}/leave", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string> ShownAsync() =>
        WebUtility.HtmlDecode(await _phone.GetStringAsync(_page, TestContext.Current.CancellationToken));

    private async Task<string?> SendAsync(string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _phone.PostAsync($"{_page}/{action}", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location?.ToString();
    }

    private async Task<Core.Snapshots.TicketView> ViewAsync() =>
        (await _hub.Hall.AskAsync(new TicketById(_ticket), TestContext.Current.CancellationToken))!;

    private async Task<JsonElement> IssueAsync()
    {
        using var issued = await _office.SendAsync("/tickets", new { service = "A01" });
        return await issued.JsonAsync();
    }

    private async Task AtCounterAsync(params string[] verbs)
    {
        foreach (var verb in verbs)
        {
            using var done = await _office.SendAsync($"/counters/1/{verb}", verb == "open" ? new { teller = "1001" } : null);
            Assert.True(done.IsSuccessStatusCode, verb);
        }
    }
}
