using System.Net;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

public sealed class DispatchApiTests : IAsyncLifetime
{
    private readonly HubFixture _hub = new();
    private HttpClient _manager = null!;

    public async ValueTask InitializeAsync()
    {
        await _hub.InitializeAsync();
        _manager = _hub.As(KeyRole.Manager);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Change_SomeSettings_AreAnsweredAndTheOthersStay()
    {
        var response = await _manager.SendAsync("/dispatch", new
        {
            waitCapMinutes = 30, shortServiceWeight = 0.25, help = new { startMinutes = 12 }, classes = new[] { new { priority = "elderly", factor = 3.5 } },
        });
        var settings = await response.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((30, 0.25), (settings.GetProperty("waitCapMinutes").GetInt32(), settings.GetProperty("shortServiceWeight").GetDouble()));
        Assert.Equal((12, 5), (settings.GetProperty("help").GetProperty("startMinutes").GetInt32(), settings.GetProperty("help").GetProperty("stopMinutes").GetInt32()));
        Assert.Equal("tellersPress", settings.GetProperty("dispatchMode").GetString());
        Assert.Contains(settings.GetProperty("classes").EnumerateArray(), priority => priority.GetProperty("priority").GetString() == "elderly" && priority.GetProperty("factor").GetDouble() == 3.5);
    }

    [Fact]
    public async Task Change_AClassWouldStarve_Is409WithTheReason()
    {
        var response = await _manager.SendAsync("/dispatch", new { classes = new[] { new { priority = "elderly", factor = 0 } } });

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("would-starve", problem.GetProperty("code").GetString());
        Assert.Contains("Class elderly would never be called", problem.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"waitCapMinutes\": \"soon\"}", "waitCapMinutes")]
    [InlineData("{\"dispatchMode\": \"lottery\"}", "dispatchMode")]
    [InlineData("{\"waitCap\": 3}", "waitCap")]
    [InlineData("{\"restSeconds\": -3}", "restSeconds")]
    [InlineData("{\"help\": {\"startMinutes\": 3, \"stopMinutes\": 9}}", "help")]
    [InlineData("{\"classes\": [{\"priority\": \"elderly\", \"weight\": 3}]}", "classes")]
    public async Task Change_Malformed_Is400WithThePath(string body, string path)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var response = await _manager.PostAsync(HubFixture.HallPath + "/dispatch", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains((await response.JsonAsync()).GetProperty("errors").EnumerateArray(), error => error.GetProperty("path").GetString()!.StartsWith(path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_OfACalledTicket_SayWhy()
    {
        await _manager.SendAsync("/counters/1/open", new { teller = "1001" });
        var ticket = (await (await _manager.SendAsync("/tickets", new { service = "A01", priority = "elderly" })).JsonAsync()).GetProperty("ticketId").GetInt64();
        await _manager.SendAsync("/counters/1/call-next");
        var calls = await (await _manager.GetAsync($"{HubFixture.HallPath}/tickets/{ticket}/calls", TestContext.Current.CancellationToken)).JsonAsync();

        var call = Assert.Single(calls.EnumerateArray());
        Assert.Equal(("1", "score"), (call.GetProperty("counter").GetString(), call.GetProperty("rule").GetString()));
        Assert.True(call.GetProperty("score").GetDouble() >= 0);
    }

    [Fact]
    public async Task HallGives_TicketIssued_IsCalledWithoutAnybodyPressing()
    {
        await _manager.SendAsync("/counters/1/open", new { teller = "1001" });
        await _manager.SendAsync("/dispatch", new { dispatchMode = "hallGives" });
        using var subscription = _hub.Hall.Subscribe();
        await _manager.SendAsync("/tickets", new { service = "A01" });

        await foreach (var entry in subscription.Entries.ReadAllAsync(TestContext.Current.CancellationToken))
        {
            if (entry.Event is Core.Events.TicketCalled called)
            {
                Assert.Equal("1", called.Counter.Value);
                return;
            }
        }
    }
}
