using System.Net;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Surfaces.Phone;

public sealed class PhoneFindTests : IAsyncLifetime
{
    private HubFixture _hub = null!;
    private HttpClient _phone = null!;
    private TicketId _ticket;
    private string _page = "";

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartedAsync();
        using var office = _hub.As(KeyRole.Manager);
        using var answer = await office.SendAsync("/tickets", new { service = "A01" });
        var issued = await answer.JsonAsync();
        _phone = new HttpClient { BaseAddress = _hub.Address };
        _ticket = new(issued.GetProperty("ticketId").GetInt64());
        _page = $"/t/{issued.GetProperty("token").GetString()}";
    }

    public async ValueTask DisposeAsync()
    {
        _phone.Dispose();
        await _hub.DisposeAsync();
    }

    [Theory]
    [InlineData("社保卡", "value=\"A02\"", "社会保障卡补换")]
    [InlineData("sbk", "value=\"A02\"", "社会保障卡补换")]
    [InlineData("qqqqqq", "没有找到「qqqqqq」", "从全部业务里选")]
    [InlineData("<script>", "没有找到「<script>」", "从全部业务里选")]
    public async Task Find_AmongTheMattersToAdd_ShowsThemAndIsPartOfNoAddress(string sought, params string[] expected)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("sought", sought)]);
        using var answer = await _phone.PostAsync($"{_page}/find", form, TestContext.Current.CancellationToken);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(expected, part => Assert.Contains(part, page, StringComparison.Ordinal));
        Assert.DoesNotContain("type=\"radio\" name=\"service\" value=\"A01\"", page, StringComparison.Ordinal);
        Assert.Equal(["A01"],
            (await _hub.Hall.AskAsync(new TicketById(_ticket), TestContext.Current.CancellationToken))!.Ticket.Services
                .Select(service => service.Service.Value));
    }
}
