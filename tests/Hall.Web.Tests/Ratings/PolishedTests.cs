using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Web.CommandLine;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Ratings;

/// <summary>
/// What <c>verify</c> says after somebody who may write the whole database, but has no key, polished the figures consistently:
/// journal, marks and sums all tell the same story.
/// </summary>
public sealed class PolishedTests
{
    private const string AsideInTheJournal = """
        INSERT INTO journal (Hall, Sequence, At, Type, Version, Payload) SELECT Hall, MAX(Sequence) + 1, MAX(At), 'feedback-set-aside', 1,
        '{"ticket":2,"leg":1,"level":"Dissatisfied","ratedOn":"2026-03-02","case":"CP2026-00001"}' FROM journal GROUP BY Hall
        """;

    private const string AsideInTheFigures = """
        INSERT INTO feedback_aside (Hall, Ticket, Leg, At, "Case") SELECT Hall, Ticket, Leg, At, 'CP2026-00001' FROM feedback
            WHERE Ticket = 2 AND Occasion = 1;
        UPDATE tallies SET Valid3 = Valid3 - 1, Aside3 = Aside3 + 1 WHERE Valid3 > 0
        """;

    private const string UnratedVisitGone = """
        DELETE FROM legs WHERE Ticket = 3;
        UPDATE tallies SET Served = Served - 1
        """;

    [Fact]
    public async Task Verify_ARatingSetAsideEverywhereButInTheChain_IsNamed()
    {
        await using var hall = await RatedAsync();
        hall.Tamper($"{AsideInTheJournal}; {AsideInTheFigures}");
        Assert.Contains("the rating of ticket 2, leg 1, is set aside by CP2026-00001, and the chain of ratings knows nothing of it.",
            Assert.Single(VerifyVerb.Faults(hall.Folder)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ASettingAsideTakenBackEverywhereButInTheChain_IsNamed()
    {
        await using var hall = await RatedAsync(aside: true);
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
        hall.Tamper(
            "DELETE FROM journal WHERE Type = 'feedback-set-aside'; DELETE FROM feedback_aside; UPDATE tallies SET Valid3 = Valid3 + "
                + "1, Aside3 = Aside3 - 1 WHERE Aside3 > 0");
        Assert.Contains("was set aside by CP2026-00001 as the chain of ratings has it, and is not so now.",
            Assert.Single(VerifyVerb.Faults(hall.Folder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE feedback SET Comment = 'CP2026-00009' WHERE Occasion = 4", "was changed.")]
    [InlineData("DELETE FROM feedback WHERE Occasion = 4", "were cut off.")]
    public async Task Verify_ASettingAsideChangedInTheChain_IsNamed(string sql, string said)
    {
        await using var hall = await RatedAsync(aside: true);
        hall.Tamper(sql);
        Assert.Contains(VerifyVerb.Faults(hall.Folder), fault => fault.EndsWith(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(UnratedVisitGone, "1 are missing.")]
    [InlineData("UPDATE legs SET Service = 'A02' WHERE Ticket = 3; UPDATE tallies SET \"Key\" = 'A02' WHERE 0", "some were changed.")]
    [InlineData("INSERT INTO legs SELECT Hall, 99, Leg, At, Day, Hour, Zone, Service, Counter, Teller FROM legs WHERE Ticket = 3; "
        + "UPDATE tallies SET Served = Served + 1", "1 were added.")]
    public async Task Verify_UnratedVisitsPolishedWithTheirSums_NamesTheDay(string sql, string said)
    {
        await using var hall = await RatedAsync();
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
        hall.Tamper(sql);
        Assert.Contains(VerifyVerb.Faults(hall.Folder),
            fault => fault.EndsWith($"the served legs of 2026-03-02 (UTC) are not those of the journal: {said}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_AVisitTakenBackAndServedAgain_IsNoFault()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.ServeAsync();
        await hall.DoAsync(new UndoLastAction(new("1")));
        await hall.DoAsync(new CompleteService(new("1")));
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
        await hall.StopAsync();
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
    }

    [Fact]
    public async Task Start_AfterAVersionThatChainedNoSettingAside_ChainsWhatThatHad()
    {
        await using var hall = await RatedAsync();
        hall.Tamper($"{AsideInTheJournal}; {AsideInTheFigures}; CREATE TABLE asides_to_chain AS SELECT * FROM feedback_aside");
        Assert.NotEmpty(VerifyVerb.Faults(hall.Folder));
        hall.Start();
        await hall.StopAsync();
        Assert.Empty(VerifyVerb.Faults(hall.Folder));
        Assert.Equal(0, hall.Count("SELECT COUNT(*) FROM sqlite_master WHERE name = 'asides_to_chain'"));
    }

    private static async Task<HallOnDisk> RatedAsync(bool aside = false)
    {
        var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        var bad = await hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await hall.ServeAsync();
        if (aside)
        {
            await hall.DoAsync(new SetFeedbackAside(bad, 1, FeedbackLevel.Dissatisfied, new(2026, 3, 2), "CP2026-00001", "9302"));
        }

        await hall.StopAsync();
        return hall;
    }
}
