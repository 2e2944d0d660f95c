using Bunit;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Web.Surfaces.Live;
using Hall.Web.Surfaces.Manager;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Surfaces.Manager;

/// <summary>The tickets of a day as a table, the story of one by its address, and a window's day with who was there.</summary>
public sealed class TicketsPageTests : HubPages
{
    [Fact]
    public async Task Table_OfToday_HasEachTicketAndAnAddressOpensItsStory()
    {
        var first = await DoAsync(new IssueTicket([Service], PriorityCode.None));
        var second = await DoAsync(new IssueTicket([Service], PriorityCode.None));
        var page = Open<TicketsPage>(Role.DutyManager);
        page.Until(() => Assert.Equal([second.Ticket!.Ticket.Number, first.Ticket!.Ticket.Number],
            page.Page.FindAll("tbody .recent-call").Select(number => number.TextContent)));

        Services.GetRequiredService<NavigationManager>()
            .NavigateTo($"/demo-small/manager/tickets?number={first.Ticket!.Ticket.Number}");
        page.Until(() => Assert.Contains(first.Ticket.Ticket.Number, page.Page.Find(".story .ticket-number").TextContent,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task CounterDay_AfterACall_SaysWhoWasThereAndTakesNothingOver()
    {
        var counter = Hub.Hall.Snapshot.Plan.Configuration.Counters
            .First(one => Hub.Hall.Snapshot.Plan.MayServe(one.Counter, Service)).Counter;
        await DoAsync(new OpenCounter(counter, Hub.Hall.Snapshot.Plan.Configuration.Tellers[0].Teller));
        var issued = await DoAsync(new IssueTicket([Service], PriorityCode.None));
        await DoAsync(new CallNext(counter));

        var page = Open<CounterDayPage>(Role.Auditor, more: parameters => parameters.Add(shown => shown.Counter, counter.Value));
        page.Until(() => Assert.Contains(issued.Ticket!.Ticket.Number, page.Page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.Page.FindAll($"a[href='/demo-small/counter/{counter}']"));
    }

    private Task<HallOutcome> DoAsync(HallCommand command) =>
        Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);

    private ServiceCode Service => Hub.Hall.Snapshot.Plan.Configuration.Services[0].Code;
}
