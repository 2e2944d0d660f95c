using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Engine;

public sealed class IdempotencyTests
{
    private static readonly Idempotency Wish = new("kiosk /tickets", "k1", "body");

    [Fact]
    public async Task Execute_SameKeyAfterRestart_GivesTheFirstOutcome()
    {
        await using var hub = HallOnDisk.Started();
        var first = await hub.IssueAsync(key: Wish);
        var again = await hub.IssueAsync(key: Wish);
        await hub.RestartAsync();
        var later = await hub.IssueAsync(key: Wish);

        Assert.Equal([first.FirstSequence, first.FirstSequence], new[] { again.FirstSequence, later.FirstSequence });
        Assert.Equal(first.Ticket!.Ticket.Number, later.Ticket!.Ticket.Number);
        Assert.Equal(1, hub.Count("SELECT COUNT(*) FROM tickets"));
    }

    [Fact]
    public async Task Execute_SameKeyOtherBody_IsRefused()
    {
        await using var hub = HallOnDisk.Started();
        await hub.IssueAsync(key: Wish);
        await Assert.ThrowsAsync<IdempotencyConflictException>(() => hub.IssueAsync(key: Wish with { BodyHash = "other" }));
        await hub.RestartAsync();
        await Assert.ThrowsAsync<IdempotencyConflictException>(() => hub.IssueAsync(key: Wish with { BodyHash = "other" }));
    }

    [Fact]
    public async Task Execute_IdenticalAtTheSameTime_MakesOneTicket()
    {
        await using var hub = HallOnDisk.Started();
        using var held = new ManualResetEventSlim();
        hub.Writer.BeforeCommit = _ => held.Wait(TestContext.Current.CancellationToken);
        var blocker = hub.IssueAsync();
        var same = Enumerable.Range(0, 20).Select(_ => hub.IssueAsync(key: Wish)).ToList();
        held.Set();
        await blocker;

        Assert.Single((await Task.WhenAll(same)).Select(outcome => outcome.Ticket!.Ticket.Number).Distinct());
        Assert.Equal(2, hub.Count("SELECT COUNT(*) FROM tickets"));
    }

    [Fact]
    public async Task Execute_AfterADay_TheKeyIsFree()
    {
        await using var hub = HallOnDisk.Started();
        var first = await hub.IssueAsync(key: Wish);
        hub.Time.Advance(TimeSpan.FromHours(49));
        await hub.IssueAsync(key: Wish with { Key = "k2" });

        Assert.NotEqual(first.FirstSequence, (await hub.IssueAsync(key: Wish)).FirstSequence);
    }
}
