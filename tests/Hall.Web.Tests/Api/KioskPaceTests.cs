using System.Net;
using Hall.Core.Identifiers;
using Hall.Hub.Kiosks;
using Hall.Storage.Alerts;
using Hall.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Api;

/// <summary>A kiosk that gives numbers faster than a crowd could take them.</summary>
public sealed class KioskPaceTests
{
    private static readonly HallId Hall = HallId.Of("h");
    private readonly FakeTimeProvider _time = new();
    private readonly HubAlerts _alerts;
    private readonly KioskPace _pace;

    public KioskPaceTests()
    {
        _alerts = new(_time);
        _pace = new(_alerts, _time, _ => { }, NullLogger<KioskPace>.Instance);
    }

    private HubAlert? Alert => _alerts.All.SingleOrDefault(alert => alert.Kind == AlertKind.KioskFast);

    [Fact]
    public void TryGive_ACrowdAtTheDoors_IsNeverSlowedDown()
    {
        for (var i = 0; i < 200; i++)
        {
            Assert.Null(_pace.TryGive(Hall, "1"));
            _time.Advance(TimeSpan.FromSeconds(i % 12 == 0 ? 6 : 5));
        }

        Assert.Null(Alert);
    }

    [Fact]
    public async Task TryGive_AsFastAsAScriptCan_GivesTwelveThenOneEveryFiveSecondsAndTellsUntilItIsCalm()
    {
        var given = 0;
        for (var i = 0; i < 600; i++)
        {
            given += _pace.TryGive(Hall, "1") is null ? 1 : 0;
            Assert.Equal(i >= 12, Alert is not null);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        // Twelve at once, then one in five seconds for the rest of the minute.
        Assert.InRange(given, 12 + 10, 12 + 12);
        Assert.Equal("h/1", Alert!.Subject);
        Assert.Null(_pace.TryGive(Hall, "2"));
        Assert.Null(_pace.TryGive(HallId.Of("other"), "1"));

        _time.Advance(TimeSpan.FromMinutes(9));
        await _pace.LookAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(Alert);
        _time.Advance(TimeSpan.FromMinutes(2));
        await _pace.LookAsync(TestContext.Current.CancellationToken);
        Assert.Null(Alert);
        Assert.Null(_pace.TryGive(Hall, "1"));
        Assert.Null(Alert);
    }

    [Fact]
    public void TakeBack_NumbersThatWereNotGiven_CountForNothing()
    {
        for (var i = 0; i < 100; i++)
        {
            Assert.Null(_pace.TryGive(Hall, "1"));
            _pace.TakeBack(Hall, "1");
        }

        Assert.Null(Alert);
    }

    [Theory]
    [InlineData(KeyRole.Kiosk, true)]
    [InlineData(KeyRole.Integration, false)]
    [InlineData(KeyRole.Manager, false)]
    public async Task Post_ManyTicketsByOneKey_SlowAKiosksKeyDownAndNoOther(string role, bool slow)
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.As(role);
        var refused = new List<HttpResponseMessage>();
        for (var i = 0; i < 40; i++)
        {
            var answer = await client.SendAsync("/tickets", new { service = "A01" });
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                refused.Add(answer);
            }
        }

        Assert.Equal(slow, refused.Count > 0);
        Assert.Equal(slow, hub.App.Services.GetRequiredService<HubAlerts>().All.Any(alert => alert.Kind == AlertKind.KioskFast));
        foreach (var answer in refused)
        {
            Assert.Equal("too-many-requests", await answer.CodeAsync());
            Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 5);
            answer.Dispose();
        }

        // What is no ticket does not count, and is told what is wrong with it.
        using var wrong = await client.SendAsync("/tickets", new { service = "A01", services = new[] { "A01" } });
        Assert.Equal("malformed", await wrong.CodeAsync());
    }
}
