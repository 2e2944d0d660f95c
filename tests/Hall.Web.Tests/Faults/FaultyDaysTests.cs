using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Hub.Verification;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Faults;

/// <summary>
/// Days in which commits, reads and rows fail at random, a database is locked for minutes and the disk is full for an hour, while five
/// tellers press at once. When the faults stop everything is alive and level, nothing was lost or counted twice, and no alert stands.
/// HALL_LONG=20 tries twenty seeds.
/// </summary>
public sealed class FaultyDaysTests
{
    private const int Days = 2;
    private const int Full = 13;
    private const int Busy = 5;
    private const string Cases = "SELECT Ticket * 100 + Leg FROM cases";
    private const string BadReviews = """
        SELECT Ticket * 100 + Leg FROM feedback WHERE Occasion = 1 AND Level IN ('Dissatisfied', 'VeryDissatisfied')
        """;

    private const string Audited = """
        SELECT Sequence FROM journal WHERE Type = 'action-undone' OR (Type = 'ticket-called' AND Payload LIKE '%chosen%')
        """;

    private const string Opened = "SELECT 'care/' || Hall || '/' || Number || '/0' FROM cases";
    private const string Copied = "SELECT Source FROM audit WHERE Source LIKE 'care/%'";
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly CounterId[] Windows = [.. Enumerable.Range(1, 5).Select(number => new CounterId($"{number}"))];

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked : 1)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Days_EverythingFailsNowAndThen_EndAliveLevelAndWithoutAnAlert(int seed)
    {
        await using var hub = await FaultyHub.StartedAsync(seed);
        await hub.PassAsync(60, Second);
        var before = KindsOf(hub);
        var people = new BusyPeople(hub.Hall, hub.Time, seed);
        var alerts = new HashSet<string>();
        hub.Alerts.Changed += () =>
        {
            lock (alerts)
            {
                alerts.UnionWith(KindsOf(hub));
            }
        };

        for (var day = 0; day < Days; day++)
        {
            await DayAsync(hub, people, day);
            await hub.PassAsync(24 * 6, TimeSpan.FromMinutes(10));
        }

        hub.Commits.End();
        hub.Reads.OneIn = 0;
        hub.Execute("care.db", "UPDATE cases SET Body = substr(Body, 2) WHERE Body LIKE '!%'");
        var last = await CallOnceMoreAsync(hub, people);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{hub.Hall.Snapshot.Version} events, {people.Citizens} citizens, {hub.Commits.Counts} commits failed, "
            + $"{hub.Reads.Failed} reads failed, {people.Refused} presses refused, {hub.Book.Missed} entries learned from snapshots, "
            + $"{hub.Heard.Count} calls heard, alerts {string.Join(' ', alerts.Order())}");
        string[] named = [AlertKind.JournalUnavailable, AlertKind.StoreUnavailable, AlertKind.WorkerFailed, AlertKind.RowUnreadable];
        Assert.Empty(named.Except(alerts));

        // What the night finds is the row that was damaged by hand, and nothing else.
        Assert.All(hub.Get<NightlyVerification>().Last?.Faults ?? [], fault => Assert.Contains("CP20", fault, StringComparison.Ordinal));
        await AliveAsync(hub, before);
        await LevelAsync(hub, last);
        Counted(hub, people);
        await SameAfterRestartAsync(hub);
    }

    // Single faults all the time, then a file that is locked for minutes, a full disk for an hour, a row that cannot be read.
    private static async Task DayAsync(FaultyHub hub, BusyPeople people, int day)
    {
        using var evening = new CancellationTokenSource();
        (hub.Commits.OneIn, hub.Reads.OneIn) = (20, 25);
        var working = people.DayAsync(day, evening.Token);
        await hub.PassAsync(300, Second);
        foreach (var file in new[] { "care.db", "people.db" })
        {
            using (hub.Locked(file))
            {
                await hub.PassAsync(180, Second);
            }

            await hub.PassAsync(30, Second);
        }

        hub.Commits.Outage = Busy;
        await hub.PassAsync(60, Second);
        hub.Commits.Outage = 0;
        hub.Execute("care.db", "UPDATE cases SET Body = '!' || Body WHERE Number IN (SELECT MAX(Number) FROM cases)");
        await hub.PassAsync(300, Second);
        hub.Commits.Outage = Full;
        using (hub.Locked("care.db"))
        using (hub.Locked("people.db"))
        {
            await hub.PassAsync(180, TimeSpan.FromSeconds(20));
        }

        hub.Commits.Outage = 0;
        await hub.PassAsync(200, Second);
        await evening.CancelAsync();
        while (!working.IsCompleted)
        {
            await hub.PassAsync(1, Second);
        }

        await working;
    }

    // One more call, of which everything that follows must hear.
    private static async Task<long> CallOnceMoreAsync(FaultyHub hub, BusyPeople people)
    {
        long Newest() => hub.Hall.Snapshot.RecentCalls.Max(call => (long?)call.Sequence) ?? 0;
        var before = Newest();
        var calling = Task.Run(async () =>
        {
            await people.DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
            for (var turn = 0; Newest() == before; turn++)
            {
                var window = Windows[turn % Windows.Length];
                await people.DoAsync(hub.Hall.Snapshot.Counter(window)!.Counter.State switch
                {
                    CounterState.Calling => new MarkNoShow(window),
                    CounterState.Serving => new CompleteService(window),
                    CounterState.Paused => new ResumeCounter(window),
                    CounterState.Closed => new OpenCounter(window, new($"100{window}")),
                    _ => new CallNext(window),
                });
            }
        });
        while (!calling.IsCompleted)
        {
            await hub.PassAsync(1, TimeSpan.FromMilliseconds(200));
        }

        await calling;
        return Newest();
    }

    private static async Task AliveAsync(FaultyHub hub, HashSet<string> before)
    {
        // A work that failed rests for up to a minute of the hub's time, which a busy machine would never reach at the pace of devices.
        await UntilAsync(hub,
            () => hub.Workers.Where(worker => worker.StandsStill.Count > 0).Select(worker => $"{worker.Work} stands still"), 10);
        await UntilAsync(hub,
            () => hub.Alerts.All.Where(alert => KindsOf(hub).Except(before).Contains(alert.Kind)).Select(alert => $"{alert}"), 10);
        Assert.All(hub.Workers, worker => Assert.False(worker.ExecuteTask!.IsCompleted, worker.Work));
        Assert.True(hub.IsFollowing);
    }

    private static async Task LevelAsync(FaultyHub hub, long lastCall)
    {
        await UntilAsync(hub, () => hub.Book.Level == hub.Hall.Snapshot.Version ? [] : [$"the follower is at {hub.Book.Level}"]);
        await UntilAsync(hub, () => hub.Heard.Contains(lastCall) ? [] : ["the last call was not said"]);
        await UntilAsync(hub,
            () => Windows.Where(window => hub.LampAt(window) != LampOf(hub, window)).Select(window => $"the lamp of {window}"));
        await UntilAsync(hub,
            () => hub.Hall.Snapshot.At - LastSample(hub) < TimeSpan.FromSeconds(30) ? [] : ["the curve of who waits stands"]);
        await UntilAsync(hub,
            () => hub.Read<long>("hall.db", BadReviews).Except(hub.Read<long>("care.db", Cases)).Select(leg => $"no case of {leg}"));
        await UntilAsync(hub,
            () => hub.Read<long>("hall.db", Audited).Except(AuditedOf(hub)).Select(at => $"event {at} is not in the audit"));
        await UntilAsync(hub,
            () => hub.Read<string>("care.db", Opened).Except(hub.Read<string>("people.db", Copied))
                .Select(step => $"{step} is not in the audit"), 100);
        await UntilAsync(hub, () => Directory.GetDirectories(Path.Combine(hub.Folder, "backups")).Length >= Days ? [] : ["a copy"]);
    }

    private static DateTimeOffset LastSample(FaultyHub hub) => hub.Get<WaitingHistory>().Of(hub.Hall.Id)[^1].At;

    private static List<long> AuditedOf(FaultyHub hub) =>
        hub.Read<long>("people.db", "SELECT CAST(substr(Source, 12) AS INTEGER) FROM audit WHERE Source LIKE 'demo-small/%'");

    private static void Counted(FaultyHub hub, BusyPeople people)
    {
        long Rows(string sql) => hub.Read<long>("hall.db", $"SELECT COUNT(*) FROM {sql}").Single();

        // What was answered stands in the journal, once, in its place; every citizen has one number.
        var journal = hub.Read<string>("hall.db", "SELECT Sequence || ' ' || Type FROM journal");
        var answered = people.Outcomes
            .SelectMany(outcome => outcome.Events.Select((name, at) => $"{outcome.FirstSequence + at} {name}")).ToList();
        Assert.Empty(answered.Except(journal));
        Assert.Equal(answered.Distinct().Count(), answered.Count);
        var sequences = hub.Read<long>("hall.db", "SELECT Sequence FROM journal ORDER BY Sequence");
        Assert.Equal(Enumerable.Range(1, journal.Count).Select(number => (long)number), sequences);
        var issued = people.Outcomes.Count(outcome => outcome.Events.Contains("ticket-issued"));
        Assert.Equal(issued, Rows("journal WHERE Type = 'ticket-issued'"));
        Assert.Equal(Rows("journal WHERE Type = 'ticket-issued'"), Rows("tickets"));
        Assert.Equal(Rows("journal WHERE Type = 'feedback-given'"), Rows("feedback WHERE Occasion = 1"));

        // What a follower was handed it was handed once and in order; calls were said once, cases and audit have one row each.
        Assert.Equal(hub.Book.Taken.Distinct().Order(), hub.Book.Taken);
        Assert.Equal(hub.Hall.Snapshot.Version - hub.Book.Began, hub.Book.Taken.Count + hub.Book.Missed);
        Assert.Equal(hub.Heard.Distinct(), hub.Heard);
        Assert.Equal(hub.Read<long>("hall.db", BadReviews).Order(), hub.Read<long>("care.db", Cases).Order());
        Assert.DoesNotContain(AuditedOf(hub).GroupBy(sequence => sequence), same => same.Count() > 1);
        Assert.NotEmpty(hub.Read<long>("hall.db", BadReviews));
        Assert.NotEmpty(hub.Read<long>("hall.db", Audited));
    }

    // The state, and everything that is counted from it, is what the journal says.
    private static async Task SameAfterRestartAsync(FaultyHub hub)
    {
        await hub.StopAsync();
        var (code, _, errors) = await HallProgram.RunAsync("verify", "--data", hub.Folder);
        Assert.Equal("", errors);
        Assert.Equal(0, code);
    }

    private static string LampOf(FaultyHub hub, CounterId window)
    {
        var view = hub.Hall.Snapshot.Counter(window)!;
        return view.Counter.State switch
        {
            CounterState.Calling => $"{view.Number} red",
            CounterState.Serving => $"{view.Number} green",
            CounterState.Idle => "",
            _ => hub.LampAt(window),
        };
    }

    // Deadlines come near without any fault, and what the night found stands until the next.
    private static HashSet<string> KindsOf(FaultyHub hub) =>
        [.. hub.Alerts.All.Select(alert => alert.Kind).Where(kind => kind is not (AlertKind.CaseDue or AlertKind.VerifyFound))];

    // Devices live by the real clock: the hub's goes on a little faster only.
    private static async Task UntilAsync(FaultyHub hub, Func<IEnumerable<string>> wrong, int faster = 1)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (wrong().Take(3).ToList() is { Count: > 0 } said)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Eventually.Longest, $"seed {hub.Seed}: {string.Join("; ", said)}");
            await hub.PassAsync(20, faster * TimeSpan.FromMilliseconds(10));
        }
    }
}
