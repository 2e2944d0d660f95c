using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Ratings;

public sealed class TallyTests
{
    private static readonly CounterId One = new("1");

    [Fact]
    public async Task Tallies_AfterVisits_EqualACountOfTheRows()
    {
        await using var hall = HallOnDisk.Started();
        await ADayAsync(hall);
        foreach (var scope in Enumerable.Range(0, 5))
        {
            Assert.Equal(hall.Count("SELECT COUNT(*) FROM legs"), hall.Count($"SELECT SUM(Served) FROM tallies WHERE Scope = {scope}"));
            Assert.Equal(3, hall.Count($"SELECT SUM(Valid0 + Valid1 + Valid2 + Valid3 + Valid4) FROM tallies WHERE Scope = {scope}"));
            Assert.Equal(1, hall.Count($"SELECT SUM(Aside3) FROM tallies WHERE Scope = {scope}"));
        }

        Assert.Equal(1, hall.Count("SELECT SUM(Second) FROM tallies WHERE Scope = 0"));
        Assert.Equal(1, hall.Count("SELECT SUM(Second) FROM tallies WHERE Scope = 3 AND Key = '1'"));
        Assert.Equal(1, hall.Count("SELECT SUM(Second) FROM tallies WHERE Scope = 4 AND Key = '1001'"));

        // Five of citizens, and that one of them was set aside.
        Assert.Equal(6, hall.Count("SELECT COUNT(*) FROM feedback"));
    }

    [Fact]
    public async Task Tallies_CompletionTakenBack_IsNotCounted()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync();
        await hall.DoAsync(new UndoLastAction(One));
        Assert.Equal(0, hall.Count("SELECT SUM(Served) FROM tallies WHERE Scope = 0"));
        await hall.DoAsync(new CompleteService(One));
        Assert.Equal(1, hall.Count("SELECT SUM(Served) FROM tallies WHERE Scope = 0"));
        Assert.Equal(1, hall.Count("SELECT COUNT(*) FROM legs"));
    }

    [Fact]
    public async Task SetAside_Twice_CountsOnce()
    {
        await using var hall = HallOnDisk.Started();
        var ticket = await hall.ServeAsync(FeedbackLevel.Dissatisfied);
        var aside = new SetFeedbackAside(ticket, 1, FeedbackLevel.Dissatisfied, new(2026, 3, 2), "CP1");
        await hall.DoAsync(aside);
        await hall.DoAsync(aside);
        Assert.Equal(1, hall.Count("SELECT Aside3 - Valid3 FROM tallies WHERE Scope = 0"));
    }

    [Fact]
    public async Task Rebuild_FromTheJournal_MakesTheSameRows()
    {
        await using var hall = HallOnDisk.Started();
        await ADayAsync(hall);
        const string sum = "SELECT SUM(Served * 3 + Valid0 * 5 + Valid1 * 7 + Valid3 * 11 + Aside3 * 13 + Second * 17 + Day + Hour * 19 + Scope * 23) FROM tallies";
        var before = hall.Count(sum);
        await hall.StopAsync();
        hall.Tamper("DELETE FROM tallies; DELETE FROM legs; DELETE FROM feedback; DELETE FROM feedback_aside; DELETE FROM feedback_heads");
        hall.Start();
        Assert.Equal(before, hall.Count(sum));
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.StopAsync();
        Assert.Empty(Hall.Web.CommandLine.VerifyVerb.Faults(hall.Folder));
    }

    private static async Task ADayAsync(HallOnDisk hall)
    {
        await hall.ServeAsync(FeedbackLevel.VerySatisfied);
        await hall.DoAsync(new PressPad(One, FeedbackLevel.Satisfied, [], "again"));
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.ServeAsync();
        var bad = await hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await hall.DoAsync(new SetFeedbackAside(bad, 1, FeedbackLevel.Dissatisfied, new(2026, 3, 2), "CP1"));
        await hall.DoAsync(new FollowUpFeedback(bad, 1, FeedbackLevel.Satisfied, "好了", "CP1"));
    }
}
