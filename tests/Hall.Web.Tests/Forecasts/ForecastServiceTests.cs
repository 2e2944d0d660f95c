using System.Net;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Forecasts;

public sealed class ForecastServiceTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hub_SomeoneIsServed_TicketsKeepTheirForecastAndTheManagerSeesHowGoodItWas()
    {
        var service = hub.Hall.Snapshot.Plan.Configuration.Services.First(one => hub.Hall.Snapshot.Plan.MayServe(new("1"), one.Code)).Code;
        await hub.Hall.ExecuteAsync(new OpenCounter(new("1"), new("1001")), cancellationToken: Cancel);
        await IssueAsync(service);
        await hub.Hall.ExecuteAsync(new CallNext(new("1")), cancellationToken: Cancel);
        var forecast = await FirstForecastAsync(service);
        HallOutcome outcome;
        do
        {
            await hub.Hall.ExecuteAsync(new StartService(new("1")), cancellationToken: Cancel);
            await hub.Hall.ExecuteAsync(new CompleteService(new("1")), cancellationToken: Cancel);
            outcome = await hub.Hall.ExecuteAsync(new CallNext(new("1")), cancellationToken: Cancel);
        }
        while (outcome.Ticket is { } called && called.Ticket.Id != forecast.Ticket.Id);

        using var client = hub.As(KeyRole.Manager);
        using var answer = await client.GetAsync($"{HubFixture.HallPath}/forecasts/quality", Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var all = (await answer.JsonAsync())[0];
        Assert.True(all.GetProperty("tickets").GetInt32() >= 1);
        Assert.True(all.GetProperty("meanAbsoluteErrorSeconds").GetDouble() >= 0);
        using var board = hub.As(KeyRole.Board);
        using var refused = await board.GetAsync($"{HubFixture.HallPath}/forecasts/quality", Cancel);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    /// <summary>The hub forecasts once a second; tickets are taken until one comes with a forecast.</summary>
    private async Task<TicketView> FirstForecastAsync(ServiceCode service)
    {
        TicketView? first = null;
        await Eventually.HoldsAsync(async () =>
        {
            first = await IssueAsync(service);
            return first.Ticket.Forecast is not null;
        });
        return first!;
    }

    private async Task<TicketView> IssueAsync(ServiceCode service) =>
        (await hub.Hall.ExecuteAsync(new IssueTicket([service], PriorityCode.None), cancellationToken: Cancel)).Ticket!;
}
