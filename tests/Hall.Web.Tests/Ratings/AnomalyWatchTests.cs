using Hall.Core.Feedback;
using Hall.Web.Data;
using Hall.Web.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Ratings;

/// <summary>Anomalies over the rows that the hub keeps.</summary>
public sealed class AnomalyWatchTests
{
    [Fact]
    public async Task Look_LongRunOfOneLevelYesterday_IsFoundAndNothingOfToday()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        var yesterday = hall.Hall.Snapshot.Plan.DayOf(hall.Hall.Now).DayNumber - 1;
        hall.Tamper($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
            INSERT INTO feedback (Hall, Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons, Channel, DelayMs, Seal, Mac)
            SELECT 'demo-small', 1000 + i, 1000 + i, 1, 1, i * 120000, {yesterday}, 9, 'A', 'A01', '1', '1001',
                   CASE WHEN i > 40 AND i <= 140 THEN 'VerySatisfied' WHEN i % 2 = 0 THEN 'Satisfied' ELSE 'VerySatisfied' END, '', 'Pad', 5000, x'00', x'00' FROM n
            """);
        hall.Tamper($"INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES ('demo-small', {(int)TallyScope.Teller}, {yesterday}, -1, '1001', 300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
        using var watch = new AnomalyWatch(new Databases(hall), hall.Halls, hall.Clock, NullLogger<AnomalyWatch>.Instance);
        Assert.Empty(watch.Of(hall.Hall.Id));
        await watch.LookAsync(hall.Hall, TestContext.Current.CancellationToken);
        var found = Assert.Single(watch.Of(hall.Hall.Id), odd => odd.Kind == AnomalyKind.Run);
        Assert.Equal("1001", found.Teller.Value);
        Assert.True(found.Chance < 1e-4);
    }
}
