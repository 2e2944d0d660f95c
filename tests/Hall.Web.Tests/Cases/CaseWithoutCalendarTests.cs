using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Hosting;
using Hall.Web.Surfaces.Manager.Cases;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Cases;

/// <summary>A hub that began with a calendar of no year at all: nothing could be published from it.</summary>
public sealed class CaseWithoutCalendarTests : HubPages
{
    [Fact]
    public async Task Board_WithACalendarThatLacksTheYear_SaysSoInsteadOfADeadline()
    {
        var number = await BadReviewAsync();
        var said = Words.For(Words.Chinese)["care.standing.Unknown"];
        Assert.Null(Hub.Hall.Snapshot.Matters.Calendar);
        var board = Open<CasesPage>(Role.Reviewer);
        board.Until(() => Assert.Contains(said, board.Page.Find($".one[href$='{number}']").TextContent, StringComparison.Ordinal));
        var page = Open<CasePage>(Role.Reviewer, Role.Reviewer, shown => shown.Add(one => one.Number, number));
        Assert.Contains(said, page.Text, StringComparison.Ordinal);
    }

    protected override HubOptions With(HubOptions options)
    {
        File.WriteAllText(Path.Combine(options.DataFolder, "calendar.json"), "[]");
        return options;
    }

    private async Task<string> BadReviewAsync()
    {
        CounterId one = new("1");
        HallCommand[] day =
        [
            new OpenCounter(one, new(Role.DutyManager)), new IssueTicket([new("A01")], PriorityCode.None), new CallNext(one),
            new StartService(one), new CompleteService(one), new PressPad(one, FeedbackLevel.VeryDissatisfied, [], "p1"),
        ];
        foreach (var command in day)
        {
            Assert.Null((await Hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken)).Rejection);
        }

        await Hub.Get<CaseMonitor>().OpenCasesAsync(Hub.Hall);
        return Assert.Single(await Hub.Get<CaseService>().CasesAsync(Hub.Hall.Id, Hub.Hall.Now)).Number;
    }
}
