using System.Net;
using Hall.Core.Commands;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

public sealed class CounterApiTests : IAsyncLifetime
{
    private readonly HubFixture _hub = new();
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        await _hub.InitializeAsync();
        _client = _hub.As(KeyRole.Integration);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task CallNext_CounterClosed_Is409() => await RefusedAsync("/counters/1/call-next", "counter-closed");

    [Fact]
    public async Task CallNext_UnknownCounter_Is404()
    {
        var response = await _client.SendAsync("/counters/99/call-next");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("unknown-counter", await response.CodeAsync());
    }

    [Fact]
    public async Task CallNext_NobodyWaits_Is204()
    {
        await OpenAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync("/counters/1/call-next")).StatusCode);
    }

    [Fact]
    public async Task CallNext_CounterPaused_Is409()
    {
        await OpenAsync();
        Assert.Equal(HttpStatusCode.OK, (await _client.SendAsync("/counters/1/pause", new { reason = "tea" })).StatusCode);

        await RefusedAsync("/counters/1/call-next", "counter-paused");
    }

    [Fact]
    public async Task Open_SecondTeller_Is409()
    {
        await OpenAsync();

        await RefusedAsync("/counters/1/open", "counter-occupied", new { teller = "1002" });
    }

    [Fact]
    public async Task Complete_NotStarted_Is409_AndCallNextWhileServing_Is409()
    {
        await OpenAsync();
        await _client.SendAsync("/tickets", new { service = "A01" });
        var called = await (await _client.SendAsync("/counters/1/call-next")).JsonAsync();

        Assert.Equal("called", called.GetProperty("state").GetString());
        await RefusedAsync("/counters/1/complete", "not-started");
        await RefusedAsync("/counters/1/call-next", "counter-busy");
        Assert.Equal("serving", (await (await _client.SendAsync("/counters/1/start")).JsonAsync()).GetProperty("state").GetString());
        Assert.Equal("completed", (await (await _client.SendAsync("/counters/1/complete")).JsonAsync()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Open_ByTheSameTellerWithATicket_NamesTheTicketItHas()
    {
        await OpenAsync();
        await _client.SendAsync("/tickets", new { service = "A01" });
        var called = await (await _client.SendAsync("/counters/1/call-next")).JsonAsync();

        var again = await (await _client.SendAsync("/counters/1/open", new { teller = "1001" })).JsonAsync();

        Assert.Equal(("calling", called.GetProperty("number").GetString()), (again.GetProperty("state").GetString(), again.GetProperty("ticket").GetString()));
    }

    [Fact]
    public async Task Close_SomebodyWasSentThere_IsCalledByAnother()
    {
        await OpenAsync();
        await _client.SendAsync("/counters/2/open", new { teller = "1002" });
        var number = await SentAsync("2");
        Assert.Equal(HttpStatusCode.NoContent, (await _client.SendAsync("/counters/1/call-next")).StatusCode);
        await _client.SendAsync("/counters/2/close");

        Assert.Equal(number, (await (await _client.SendAsync("/counters/1/call-next")).JsonAsync()).GetProperty("number").GetString());
    }

    [Fact]
    public async Task Transfer_ToAClosedCounter_IsCalledByAllWhoMayServe()
    {
        await OpenAsync();
        var number = await SentAsync("2");

        Assert.Equal(number, (await (await _client.SendAsync("/counters/1/call-next")).JsonAsync()).GetProperty("number").GetString());
    }

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(481, HttpStatusCode.BadRequest)]
    [InlineData(45, HttpStatusCode.OK)]
    public async Task Pause_WithMinutes_TakesOneToEightHours(int minutes, HttpStatusCode status)
    {
        await OpenAsync();
        Assert.Equal(status, (await _client.SendAsync("/counters/1/pause", new { reason = "lunch", minutes })).StatusCode);
    }

    [Fact]
    public async Task Snapshot_AServiceWithTicketsIsWithdrawn_WaitingAddsUpToTheZones()
    {
        await _client.SendAsync("/tickets", new { service = "A01" });
        await _client.SendAsync("/tickets", new { service = "A01" });
        var configuration = _hub.Hall.Snapshot.Plan.Configuration;
        var published = await _hub.Hall.ExecuteAsync(new PublishConfiguration(configuration with
        {
            Services = [.. configuration.Services.Where(service => service.Code.Value != "A01")],
        }) { BasedOn = _hub.Hall.Snapshot.Plan.Sequence }, null, TestContext.Current.CancellationToken);
        Assert.Null(published.Rejection);
        await _client.SendAsync("/tickets", new { service = "A02" });

        var snapshot = await (await _client.GetAsync(HubFixture.HallPath, TestContext.Current.CancellationToken)).JsonAsync();
        var waiting = snapshot.GetProperty("waiting").EnumerateArray().ToList();
        Assert.Equal([("A01", "A", 2), ("A02", "A", 1)],
            waiting.Select(line => (line.GetProperty("service").GetString(), line.GetProperty("zone").GetString(), line.GetProperty("count").GetInt32())));
        Assert.All(snapshot.GetProperty("zones").EnumerateArray(), zone => Assert.Equal(zone.GetProperty("waiting").GetInt32(),
            waiting.Where(line => line.GetProperty("zone").GetString() == zone.GetProperty("zone").GetString()).Sum(line => line.GetProperty("count").GetInt32())));
    }

    [Fact]
    public async Task Resume_CounterClosed_SaysThatItIsClosed() => await RefusedAsync("/counters/1/resume", "counter-closed");

    [Fact]
    public async Task Refused_ByARule_HasNoEmptyMembers()
    {
        var problem = await (await _client.SendAsync("/counters/1/call-next")).JsonAsync();

        Assert.False(problem.TryGetProperty("errors", out _));
    }

    [Fact]
    public async Task CheckHolder_AnotherIdentity_Is409_TheSameIsTaken_AndNeitherIs400()
    {
        await OpenAsync();
        await _client.SendAsync("/tickets", new { service = "A01", holder = "34070219590211101X" });
        await _client.SendAsync("/counters/1/call-next");

        await RefusedAsync("/counters/1/check-holder", "holder-differs", new { holder = "34070219601231002X" });
        Assert.Equal(HttpStatusCode.BadRequest, (await _client.SendAsync("/counters/1/check-holder")).StatusCode);
        var same = await _client.SendAsync("/counters/1/check-holder", new { holder = "34070219590211101x" });
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
        Assert.DoesNotContain("3407", await same.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_ForAnother_CountsApart_AndAKioskMayNotSaySo()
    {
        var mine = new { service = "A01", holder = "agent 7", forAnother = false };
        Assert.Equal(HttpStatusCode.Created, (await _client.SendAsync("/tickets", mine)).StatusCode);
        foreach (var status in new[] { HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict })
        {
            Assert.Equal(status, (await _client.SendAsync("/tickets", mine with { forAnother = true })).StatusCode);
        }

        foreach (var (client, body) in new[] { (_hub.As(KeyRole.Kiosk, kiosk: "1"), (object)(mine with { forAnother = true })), (_client, new { service = "A01", forAnother = true }), (_client, new { service = "A01", forAnother = 1 }) })
        {
            var refused = await client.SendAsync("/tickets", body);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("forAnother", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    // Counter 1 calls somebody and sends them to another counter.
    private async Task<string?> SentAsync(string counter)
    {
        await _client.SendAsync("/tickets", new { service = "A01" });
        var called = await (await _client.SendAsync("/counters/1/call-next")).JsonAsync();
        var sent = await _client.SendAsync("/counters/1/transfer", new { to = new { counter }, position = "back" });
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        return called.GetProperty("number").GetString();
    }

    private async Task OpenAsync() =>
        Assert.Equal(HttpStatusCode.OK, (await _client.SendAsync("/counters/1/open", new { teller = "1001" })).StatusCode);

    private async Task RefusedAsync(string path, string code, object? body = null)
    {
        var response = await _client.SendAsync(path, body);
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(code, await response.CodeAsync());
    }
}
