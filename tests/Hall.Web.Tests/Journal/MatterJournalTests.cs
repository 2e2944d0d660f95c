using System.Text;
using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Web.CommandLine;
using Hall.Web.Tests.Cases;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Journal;

/// <summary>Matters in the files: written, replayed, sealed, opened with the day, and verified.</summary>
public sealed class MatterJournalTests
{
    private const string Note = "请带原件甲乙丙";
    private static readonly StaffNumber Clerk = new("4001");

    [Fact]
    public async Task Commit_MatterOverMidnightWithTexts_IsSealedAndTheSameAfterARestart()
    {
        await using var hall = HallOnDisk.Started();
        var matter = await ToldAsync(hall);
        await hall.DoAsync(new AskFirst("大厅", "何时到账子丑寅", Clerk));
        await hall.ToDayAsync(1);
        var before = await hall.WholeStateAsync();

        await hall.RestartAsync();

        Assert.Equal(before, await hall.WholeStateAsync());
        Assert.Equal(Note, Assert.Single((await FindAsync(hall, matter)).Told).Note);
        foreach (var text in new[] { Note, "何时到账子丑寅" })
        {
            Assert.False(OldContacts.IsIn(hall.Folder, Encoding.UTF8.GetBytes(text)), $"{text} stands in a file.");
            Assert.False(OldContacts.IsIn(hall.Folder, Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(text)[1..^1])),
                $"{text} stands in a file, escaped.");
        }

        await hall.StopAsync();
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
    }

    [Fact]
    public async Task Turn_OfANewDay_PassesDeadlinesByItself()
    {
        await using var hall = HallOnDisk.Started();
        await hall.DoAsync(new PublishWorkCalendar([new WorkYear(2026, [], [])]));
        var matter = await ToldAsync(hall);
        await hall.DoAsync(new SupplyPapers(matter, [.. (await FindAsync(hall, matter)).Papers
            .Select(paper => new PaperMark(paper.Paper, PaperState.Given))]) { By = Clerk });
        await hall.DoAsync(new AcceptMatter(matter, []) { By = Clerk });
        Assert.Equal(new DateOnly(2026, 3, 3), (await FindAsync(hall, matter)).DueOn);

        await hall.ToDayAsync(2);

        Assert.True((await FindAsync(hall, matter)).IsOverdue);
    }

    [Fact]
    public async Task Outcome_OfAMatter_NamesIt()
    {
        await using var hall = HallOnDisk.Started();
        var matter = await ToldAsync(hall);
        var outcome = await hall.Hall.ExecuteAsync(
            new NoteReference(matter, "K-77") { By = Clerk }, null, TestContext.Current.CancellationToken);
        Assert.Equal([matter], outcome.Matters);
        Assert.Equal(1, (await hall.Hall.ExecuteAsync(
            new AskFirst("大厅", "问", Clerk), null, TestContext.Current.CancellationToken)).Enquiry);
    }

    [Fact]
    public async Task Start_OfAHallWithoutACalendar_PublishesTheFileOnce()
    {
        await using var hub = await PeopleHub.StartAsync();
        Assert.Contains(2026, hub.Hall.Snapshot.Matters.Calendar!.Years);
        Assert.NotEmpty(hub.Hall.Snapshot.Matters.Years[0].Source);
    }

    private static async Task<Matter> FindAsync(HallOnDisk hall, MatterNumber matter) =>
        (await hall.Hall.AskAsync(new MatterByNumber(matter), TestContext.Current.CancellationToken))!.Matter;

    // At counter 1: a matter of the first service, of which everything is missing and told.
    private static async Task<MatterNumber> ToldAsync(HallOnDisk hall)
    {
        var plan = hall.Hall.Snapshot.Plan;
        var service = plan.Configuration.Services.First(one => one.Code == new ServiceCode("A01"));
        await hall.DoAsync(new PublishConfiguration(plan.Configuration with
        {
            Services = [.. plan.Configuration.Services.Select(one => one == service ? one with { Promise = new() { Days = 1 } } : one)],
        }) { BasedOn = plan.Sequence });
        CounterId one = new("1");
        await hall.DoAsync(new OpenCounter(one, new("1001")));
        await hall.DoAsync(new IssueTicket([service.Code], PriorityCode.None));
        await hall.DoAsync(new CallNext(one));
        await hall.DoAsync(new StartService(one));
        var opened = await hall.Hall.ExecuteAsync(
            new OpenMatter(one, service.Code, []), new("test", "1", "x"), TestContext.Current.CancellationToken);
        var matter = Assert.Single(opened.Matters!);
        await hall.DoAsync(new TellOnce(matter, [], Note) { Counter = one });
        return matter;
    }
}
