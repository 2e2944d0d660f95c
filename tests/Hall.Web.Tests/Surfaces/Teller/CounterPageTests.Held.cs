using Bunit;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Teller;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Teller;

public sealed partial class CounterPageTests
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("escape", false)]
    public async Task Undo_ThePersonTookAnotherNumber_OffersToEndItInTheSameStep(string key, bool ends)
    {
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None, HolderHash: "li"));
        var page = Open();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await PressAsync(page, "space");
        }

        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None, HolderHash: "li"));
        await PressAsync(page, "ctrl+z");
        Assert.Contains("A002", Dialog.Find(".dialog p").TextContent, StringComparison.Ordinal);

        await (key == "escape" ? PressAsync(page, key) : AnswerAsync(page, key));
        AssertNothingIsAsked();
        Assert.Equal(ends ? "A001" : null, _hall.Snapshot.Counter(One)!.Number);
        Assert.Equal(ends ? 1 : 0, _hall.Snapshot.Today.Abandoned);
    }

    [Fact]
    public async Task Page_HeldAtAWindowThatClosed_IsSeenAndCalledBackHere()
    {
        Issue(1);
        _hall.Carry(new OpenCounter(new("2"), new StaffNumber("1002")));
        _hall.Carry(new CallNext(new("2")));
        _hall.Carry(new HoldTicket(new("2")));
        var page = Open();
        Assert.DoesNotContain("A001", page.Markup, StringComparison.Ordinal);

        _hall.Carry(new CloseCounter(new("2")));
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("2 号窗口", page.Find(".queue-card .queue-row").TextContent, StringComparison.Ordinal));
        await page.TapAsync(".queue-card .queue-row button");
        Assert.Equal("A001", _hall.Snapshot.Counter(One)!.Number);
    }

    [Fact]
    public async Task Page_ServiceAtTheWindowIsWithdrawn_KeepsItsNameAndPapers()
    {
        _hall.Carry(new IssueTicket([new ServiceCode("A25")], PriorityCode.None));
        _hall.Carry(new OpenCounter(new("7"), new("1007")));
        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "7"));
        await PressAsync(page, "space");
        var (name, papers) = (page.Find(".service").TextContent, page.FindAll(".docs label").Count);
        Assert.NotEqual(0, papers);

        var before = _hall.Snapshot.Plan.Configuration;
        _hall.Carry(
            new PublishConfiguration(before with { Services = [.. before.Services.Where(service => service.Code.Value != "A25")] }));
        await PressAsync(page, "space");
        Assert.Equal((name, papers), (page.Find(".service").TextContent, page.FindAll(".docs label").Count));
    }
}
