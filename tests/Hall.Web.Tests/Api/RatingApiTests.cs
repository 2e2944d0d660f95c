using System.Net;
using System.Text.Json;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

/// <summary>Ratings over HTTP: which leg was rated, and everything that is no rating.</summary>
public sealed class RatingApiTests : IAsyncLifetime
{
    private HubFixture _hub = null!;
    private HttpClient _office = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartedAsync();
        _office = _hub.As(KeyRole.Manager);
        await OpenAsync("1", "1001");
        await OpenAsync("2", "1002");
    }

    public async ValueTask DisposeAsync()
    {
        _office.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task Rate_VisitOfTwoLegs_NamesTheLegThatWasRated()
    {
        var (id, token) = await IssueAsync();
        await AtAsync("1", "call-next", "start");
        using (var moved = await _office.SendAsync("/counters/1/transfer", new { to = new { counter = "2" }, position = "front" }))
        {
            Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        }

        await AtAsync("2", "call-next", "start", "complete");

        Assert.Equal(2, (await RatedAsync(id, new { token, level = "Satisfied" })).GetProperty("leg").GetInt32());
        Assert.Equal(1, (await RatedAsync(id, new { token, level = "Satisfied" })).GetProperty("leg").GetInt32());
    }

    [Fact]
    public async Task Rate_SameIdempotencyKeyTwice_GivesTheFirstAnswerAgain()
    {
        var (id, token) = await ServedAsync();
        var answers = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{HubFixture.HallPath}/visits/{id}/feedback")
            {
                Content = new StringContent(JsonSerializer.Serialize(new { token, level = "Satisfied" }), System.Text.Encoding.UTF8,
                    "application/json"),
            };
            request.Headers.Add("Idempotency-Key", "once");
            using var answer = await _office.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(Cancel));
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Contains("\"leg\":1", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_TokenThatIsUsedOrForeign_IsRefusedAndChangesNothing()
    {
        var (id, token) = await ServedAsync();
        var (other, foreign) = await ServedAsync();
        await RatedAsync(id, new { token, level = "Satisfied" });
        await RefusedAsync(id, new { token, level = "VeryDissatisfied" }, HttpStatusCode.Conflict, "already-rated");
        await RefusedAsync(other, new { token, level = "Satisfied" }, HttpStatusCode.Forbidden, "token-invalid");
        await RefusedAsync(id, new { token = foreign, level = "Satisfied" }, HttpStatusCode.Forbidden, "token-invalid");
        await RatedAsync(other, new { token = foreign, level = "Satisfied" });
    }

    [Fact]
    public async Task Rate_BodiesThatAreNoRating_AreRefusedAndTheTokenStillRates()
    {
        var (id, token) = await ServedAsync();
        await RefusedAsync(id, new { token, level = "Satisfied", reasons = new[] { "510" } }, HttpStatusCode.BadRequest,
            "reason-of-other-level");
        await RefusedAsync(id, new { token, level = "Satisfied", reasons = new[] { "999" } }, HttpStatusCode.BadRequest, "unknown-reason");
        await RefusedAsync(id, new { token, level = "Splendid" }, HttpStatusCode.BadRequest, "malformed");
        await RefusedAsync(id, new { token, level = 5 }, HttpStatusCode.BadRequest, "malformed");
        await RefusedAsync(id, new { token, level = "Satisfied", comment = new string('长', 10_000) }, HttpStatusCode.BadRequest,
            "malformed");

        await RatedAsync(id,
            new { token, level = "Dissatisfied", reasons = new[] { "213" }, comment = "<script>x</script>\u0007\u001b[31m" });

        var view = await _hub.Hall.AskAsync(new Core.Engine.TicketById(new(id)), Cancel);
        Assert.Equal("Dissatisfied", view!.Ticket.Legs[0].Rating?.ToString());
    }

    [Fact]
    public async Task Rate_BadWithoutReasonOrText_IsRefusedAndNeverTheAnonymous()
    {
        foreach (var level in new[] { "Dissatisfied", "VeryDissatisfied" })
        {
            var (id, token) = await ServedAsync();
            await RefusedAsync(id, new { token, level }, HttpStatusCode.BadRequest, "reason-needed");
            await RefusedAsync(id, new { token, level, reasons = Array.Empty<string>(), comment = " \u0007 " }, HttpStatusCode.BadRequest,
                "reason-needed");
            await RatedAsync(id, new { token, level, comment = "态度差" });
        }

        var (plain, its) = await ServedAsync();
        await RatedAsync(plain, new { token = its, level = "BasicallySatisfied" });
    }

    [Fact]
    public async Task Issue_AtAKioskThatTheHallDoesNotHave_Is404AndTakesNoNumber()
    {
        using var strange = await _office.SendAsync("/tickets", new { service = "A01", kiosk = "77" });
        Assert.Equal((HttpStatusCode.NotFound, "unknown-kiosk"), (strange.StatusCode, await strange.CodeAsync()));
        using var stranger = _hub.As(KeyRole.Kiosk, kiosk: "77");
        using var own = await stranger.SendAsync("/tickets", new { service = "A01" });
        Assert.Equal("unknown-kiosk", await own.CodeAsync());

        using var known = await _office.SendAsync("/tickets", new { service = "A01", kiosk = "1" });
        Assert.Equal("A001", (await known.JsonAsync()).GetProperty("number").GetString());
    }

    [Fact]
    public async Task Reprint_OfAnAbandonedTicket_IsAConflict()
    {
        var (id, _) = await IssueAsync();
        using var before = await _office.SendAsync($"/tickets/{id}/reprint");
        using var left = await _office.SendAsync($"/tickets/{id}/abandon");
        using var after = await _office.SendAsync($"/tickets/{id}/reprint");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Conflict, "ticket-ended"),
            (before.StatusCode, after.StatusCode, await after.CodeAsync()));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task<JsonElement> RatedAsync(long id, object body)
    {
        using var answer = await _office.SendAsync($"/visits/{id}/feedback", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return await answer.JsonAsync();
    }

    private async Task RefusedAsync(long id, object body, HttpStatusCode status, string code)
    {
        using var answer = await _office.SendAsync($"/visits/{id}/feedback", body);
        Assert.Equal((status, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    private async Task<(long Id, string Token)> ServedAsync()
    {
        var issued = await IssueAsync();
        await AtAsync("1", "call-next", "start", "complete");
        return issued;
    }

    private async Task<(long Id, string Token)> IssueAsync()
    {
        using var answer = await _office.SendAsync("/tickets", new { service = "A01" });
        var issued = await answer.JsonAsync();
        return (issued.GetProperty("ticketId").GetInt64(), issued.GetProperty("token").GetString()!);
    }

    private async Task OpenAsync(string counter, string teller)
    {
        using var opened = await _office.SendAsync($"/counters/{counter}/open", new { teller });
        Assert.True(opened.IsSuccessStatusCode);
    }

    private async Task AtAsync(string counter, params string[] verbs)
    {
        foreach (var verb in verbs)
        {
            using var done = await _office.SendAsync($"/counters/{counter}/{verb}");
            Assert.True(done.IsSuccessStatusCode, verb);
        }
    }
}
