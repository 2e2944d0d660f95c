using System.Net;
using System.Text;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.State;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Api;

public sealed class TicketApiTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private readonly HttpClient _client = hub.As(KeyRole.Integration);

    [Fact]
    public async Task Issue_KnownService_AnswersTheContract()
    {
        var response = await _client.SendAsync("/tickets", new { service = "A01" });

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var ticket = await response.JsonAsync();
        string[] fields =
        [
            "ahead", "businessDay", "counter", "estimate", "followUrl", "issuedAt", "number", "periods", "priority", "recalls", "service",
            "services", "state", "ticketId", "token", "warnings", "zone",
        ];
        Assert.Equal(fields, ticket.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal("waiting", ticket.GetProperty("state").GetString());
        Assert.EndsWith("+08:00", ticket.GetProperty("issuedAt").GetString(), StringComparison.Ordinal);
        Assert.EndsWith($"/t/{ticket.GetProperty("token").GetString()}", ticket.GetProperty("followUrl").GetString(), StringComparison.Ordinal);
        Assert.Equal("wait", ticket.GetProperty("periods")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Answers_InChinese_CanBeReadWithTheEye()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{HubFixture.HallPath}/tickets") { Content = new StringContent("""{"service":"Z99"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept-Language", "zh-CN");
        using var refused = await _client.SendAsync(request, Cancel);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", await refused.Content.ReadAsStringAsync(Cancel));

        var services = await _client.GetStringAsync($"{HubFixture.HallPath}/services", Cancel);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", services);
        Assert.DoesNotContain("\\u", services, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"service":"Z99"}""", 404, "unknown-service")]
    [InlineData("""{"service":"A01","priority":"king"}""", 404, "unknown-priority")]
    [InlineData("{", 400, "malformed")]
    [InlineData("[]", 400, "malformed")]
    [InlineData("""{"service":"\ud800"}""", 400, "malformed")]
    [InlineData("""{"service":"A01","\udc00":1}""", 400, "malformed")]
    [InlineData("{}", 400, "malformed")]
    [InlineData("""{"service":"A01","colour":"red"}""", 400, "malformed")]
    [InlineData("""{"service":"A01","service":"A02"}""", 400, "malformed")]
    [InlineData("""{"service":7}""", 400, "malformed")]
    [InlineData("""{"service":"A01","language":"fr"}""", 400, "malformed")]
    public async Task Issue_BadBody_IsRefusedAndChangesNothing(string body, int status, string code)
    {
        var before = (await hub.Hall.AskAsync(new FreshSnapshot(), Cancel)).Version;

        var response = await _client.PostAsync($"{HubFixture.HallPath}/tickets", new StringContent(body, Encoding.UTF8, "application/json"), Cancel);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(code, await response.CodeAsync());
        Assert.Equal(before, (await hub.Hall.AskAsync(new FreshSnapshot(), Cancel)).Version);
    }

    [Fact]
    public async Task Request_MeetsAFaultOfTheHub_AnswersWithACodeAndNothingOfTheFault()
    {
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = hub.App.Services, Request = { Method = "GET" }, Response = { Body = body } };
        http.Request.RouteValues["hall"] = "demo-small";

        await HallRequest.Handle(_ => throw new InvalidDataException("/var/lib/hall"))(http);

        Assert.Equal(500, http.Response.StatusCode);
        Assert.Contains("\"internal\"", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
        Assert.DoesNotContain("/var/lib", Encoding.UTF8.GetString(body.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_SeveralFaults_ListsEveryOne()
    {
        var response = await _client.SendAsync("/tickets", new { service = 7, colour = "red", language = "fr" });

        var errors = (await response.JsonAsync()).GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString());
        Assert.Equal(["colour", "language", "service"], errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Issue_WithATelephone_IsFoundByItHoweverItIsWrittenAndTellsItToNobody()
    {
        using var sent = await _client.SendAsync("/tickets", new { service = "A01", telephone = "0086 138-0562-0001", name = "李四" });
        var answer = await sent.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);

        var secret = hub.App.Services.GetRequiredService<HubSecret>();
        var found = await hub.Hall.AskAsync(new TicketsByPhone(PhoneHash.Of(secret, hub.Hall.Id, "13805620001")!), Cancel);
        Assert.Equal((await sent.JsonAsync()).GetProperty("number").GetString(), Assert.Single(found).Ticket.Number);
        Assert.Empty(await hub.Hall.AskAsync(new TicketsByPhone(PhoneHash.Of(secret, hub.Hall.Id, "13805620002")!), Cancel));
        var written = JsonSerializer.Serialize(await hub.Hall.AskAsync(new WholeState(), Cancel), HallJsonContext.Default.OpeningState) + answer;
        Assert.DoesNotContain("0562", written, StringComparison.Ordinal);
        Assert.DoesNotContain("李四", System.Text.RegularExpressions.Regex.Unescape(written), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tickets", """{"service":"A01","telephone":"call me"}""", "telephone")]
    [InlineData("/tickets", """{"services":["A01","A02","A01"]}""", "services[2]")]
    [InlineData("/tickets", """{"services":[]}""", "services")]
    [InlineData("/tickets/1/postpone", "{}", "places")]
    [InlineData("/tickets/1/postpone", """{"places":1.5}""", "places")]
    [InlineData("/tickets/1/postpone", """{"places":21}""", "places")]
    [InlineData("/counters/1/pause", """{"reason":" "}""", "reason")]
    [InlineData("/counters/1/transfer", """{"to":{"service":"A01","counter":"2"}}""", "to")]
    public async Task Verb_OneFault_IsNamedOnceByItsField(string path, string body, string field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var response = await _client.PostAsync(new Uri(HubFixture.HallPath + path, UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await response.JsonAsync()).GetProperty("errors").EnumerateArray().Select(fault => fault.GetProperty("path").GetString());
        Assert.Equal([field], errors);
    }

    [Fact]
    public async Task Issue_NotDeclaredAsJson_Is415()
    {
        var response = await _client.PostAsync($"{HubFixture.HallPath}/tickets", new StringContent("service=A01", Encoding.UTF8, "text/plain"), Cancel);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("not-json", await response.CodeAsync());
    }

    [Fact]
    public async Task Issue_BodyOver64KiB_Is413()
    {
        var response = await _client.SendAsync("/tickets", new { service = new string('A', 70_000) });

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("too-large", await response.CodeAsync());
    }

    [Fact]
    public async Task Issue_SameIdempotencyKeyTwice_GetsTheFirstAnswerAgain()
    {
        var first = await IssueWithKeyAsync("once", "A01");
        var second = await IssueWithKeyAsync("once", "A01");
        var other = await IssueWithKeyAsync("once", "A02");

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await second.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Theory]
    [InlineData("/tickets/999999/abandon")]
    [InlineData("/tickets/abc/abandon")]
    [InlineData("/tickets/999999/rejoin")]
    public async Task Verb_UnknownTicket_Is404(string path)
    {
        var response = await _client.SendAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown-ticket", await response.CodeAsync());
    }

    [Fact]
    public async Task Read_ByNumber_FindsTheIssuedTicket()
    {
        var issued = await (await _client.SendAsync("/tickets", new { service = "A02" })).JsonAsync();

        var found = JsonDocument.Parse(await _client.GetStringAsync($"{HubFixture.HallPath}/tickets?number={issued.GetProperty("number").GetString()}", Cancel));

        Assert.Equal(issued.GetProperty("ticketId").GetInt64(), found.RootElement.GetProperty("ticketId").GetInt64());
    }

    [Theory]
    [InlineData("AAAAAAAAAAFxRHeyuaPKzlpjTo.")]
    [InlineData("AAAAAAAAAAFxRHeyuaPKzlpjToF")]
    [InlineData("号号号号号号号号号号号号号号号号号号号号号号号号号号号")]
    public async Task Token_MistypedInItsFullLength_IsUnknownAndNoFault(string token)
    {
        var response = await _client.SendAsync("/visits/1/feedback", new { token, level = "Satisfied" });
        using var phone = hub.Anonymous();
        using var page = await phone.GetAsync(new Uri($"/t/{Uri.EscapeDataString(token)}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("token-invalid", await response.CodeAsync());
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Fact]
    public async Task Rate_ForgedToken_Is403()
    {
        var issued = await (await _client.SendAsync("/tickets", new { service = "A01" })).JsonAsync();
        var token = issued.GetProperty("token").GetString()!;
        var forged = token[..20] + (token[20] == 'A' ? 'B' : 'A') + token[21..];

        var response = await _client.SendAsync($"/visits/{issued.GetProperty("ticketId")}/feedback", new { token = forged, level = "Satisfied" });
        var unserved = await _client.SendAsync($"/visits/{issued.GetProperty("ticketId")}/feedback", new { token, level = "Satisfied" });

        Assert.Equal("token-invalid", await response.CodeAsync());
        Assert.Equal("not-served", await unserved.CodeAsync());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<HttpResponseMessage> IssueWithKeyAsync(string key, string service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{HubFixture.HallPath}/tickets")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { service }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        return await _client.SendAsync(request, Cancel);
    }
}
