using System.Net;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Tokens;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Tokens;

public sealed class TokenLifeTests
{
    // A Monday, 00:00 in Shanghai; the Tongling hall opens on weekdays.
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData(0, 9, 1, 23.99, false)]
    [InlineData(0, 9, 2, 0, true)]
    [InlineData(4, 9, 6, 12, false)]
    [InlineData(4, 9, 7, 23.99, false)]
    [InlineData(4, 9, 8, 0, true)]
    public void IsOver_VisitThatEnded_LastsToTheEndOfTheNextBusinessDay(int day, double hour, int laterDay, double laterHour, bool over)
    {
        var ticket = Ended(At(day, hour), TicketState.Completed);

        Assert.Equal(over, TokenLife.IsOver(ticket, Plan(), At(laterDay, laterHour)));
    }

    [Fact]
    public void IsOver_ExpiredAtMidnight_CountsFromItsOwnDay()
    {
        var ticket = Ended(At(1, 0.001), TicketState.Expired) with { BusinessDay = new(2026, 3, 2) };

        Assert.False(TokenLife.IsOver(ticket, Plan(), At(1, 23)));
        Assert.True(TokenLife.IsOver(ticket, Plan(), At(2, 1)));
    }

    [Fact]
    public void IsOver_TicketThatLives_IsFalse() =>
        Assert.False(TokenLife.IsOver(Ended(At(0, 9), TicketState.Waiting) with { EndedAt = null }, Plan(), At(30, 9)));

    [Fact]
    public async Task Page_EndOfTheNextBusinessDay_IsGoneAndRatesNoMore()
    {
        var clock = new FakeTimeProvider(HallOnDisk.Morning);
        await using var hub = await HubFixture.StartedAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var office = hub.As(KeyRole.Manager);
        using var issued = await office.SendAsync("/tickets", new { service = "A01" });
        var ticket = await issued.JsonAsync();
        var token = ticket.GetProperty("token").GetString()!;
        var id = ticket.GetProperty("ticketId").ToString();
        foreach (var verb in new[] { "open", "call-next", "start", "complete" })
        {
            using var done = await office.SendAsync($"/counters/1/{verb}", verb == "open" ? new { teller = "1001" } : null);
            Assert.True(done.IsSuccessStatusCode, verb);
        }

        using var phone = hub.Anonymous();
        clock.SetUtcNow(HallOnDisk.Morning.AddHours(39.4));
        await BelieveAsync(hub);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync($"/t/{token}", TestContext.Current.CancellationToken)).StatusCode);

        using var inTime = await office.SendAsync($"/visits/{id}/feedback", new { token, level = "Satisfied" });
        Assert.Equal(HttpStatusCode.Created, inTime.StatusCode);

        clock.SetUtcNow(HallOnDisk.Morning.AddHours(39.51));
        await BelieveAsync(hub);
        Assert.Equal(HttpStatusCode.Gone, (await phone.GetAsync($"/t/{token}", TestContext.Current.CancellationToken)).StatusCode);
        using var rating = await office.SendAsync($"/visits/{id}/feedback", new { token, level = "Satisfied" });
        Assert.Equal("token-expired", await rating.CodeAsync());

        // What the citizen reads, on the page and after its form.
        using var shown = await phone.GetAsync($"/t/{token}?lang=en", TestContext.Current.CancellationToken);
        Assert.Contains("This slip has expired", await TextAsync(shown), StringComparison.Ordinal);
        using var chinese = await phone.GetAsync($"/t/{token}?lang=zh-CN", TestContext.Current.CancellationToken);
        var page = await TextAsync(chinese);
        Assert.Contains("这张小票已过期", page, StringComparison.Ordinal);
        Assert.Contains("到下一个工作日结束为止有效", page, StringComparison.Ordinal);
        using var fields = new FormUrlEncodedContent([new("leg", "1"), new("level", "VeryDissatisfied")]);
        using var form = await phone.PostAsync($"/t/{token}/rate", fields, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, form.StatusCode);
        Assert.Contains("这张小票已过期", await TextAsync(form), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_TicketThatWasNeverCalled_IsGoneAtTheSameMoment()
    {
        var clock = new FakeTimeProvider(HallOnDisk.Morning);
        await using var hub = await HubFixture.StartedAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        var plan = hub.Hall.Snapshot.Plan;
        var closing = plan.Configuration with { Rules = plan.Rules with { WaitingAtDayEnd = Hall.Core.Configuration.WaitingAtDayEnd.Expire } };
        await hub.Hall.ExecuteAsync(new PublishConfiguration(closing) { BasedOn = plan.Sequence }, null, TestContext.Current.CancellationToken);
        using var office = hub.As(KeyRole.Manager);
        using var issued = await office.SendAsync("/tickets", new { service = "A01" });
        var token = (await issued.JsonAsync()).GetProperty("token").GetString()!;
        using var phone = hub.Anonymous();

        clock.SetUtcNow(HallOnDisk.Morning.AddHours(16));
        await BelieveAsync(hub);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync($"/t/{token}", TestContext.Current.CancellationToken)).StatusCode);

        clock.SetUtcNow(HallOnDisk.Morning.AddHours(40));
        await BelieveAsync(hub);
        Assert.Equal(HttpStatusCode.Gone, (await phone.GetAsync($"/t/{token}", TestContext.Current.CancellationToken)).StatusCode);
        using var form = await phone.PostAsync($"/t/{token}/rejoin", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Gone, form.StatusCode);
    }

    private static async Task<string> TextAsync(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    // The clock went by hours at once, which the hall doubts until somebody says that it is right.
    private static async Task BelieveAsync(HubFixture hub) =>
        await hub.Hall.ExecuteAsync(new CorrectClock(hub.App.Services.GetRequiredService<TimeProvider>().GetUtcNow()), null, TestContext.Current.CancellationToken);

    private static DateTimeOffset At(int day, double hour) => Monday.AddDays(day).AddHours(hour);

    private static HallPlan Plan() => new(FakeHall.Shipped("tongling"));

    private static Ticket Ended(DateTimeOffset at, TicketState state) => new()
    {
        Id = new(1),
        Number = "A001",
        BusinessDay = DateOnly.FromDateTime(at.Date),
        State = state,
        EndedAt = at,
        IssuedAt = at,
        WaitingSince = at,
        Zone = new("A"),
        Services = [],
    };
}
