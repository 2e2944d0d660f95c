using Hall.Storage.Cases;
using Hall.Storage.People;
using Hall.Storage.Sqlite;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.Stores;

/// <summary>The log of a database while somebody reads for long, and afterwards.</summary>
public sealed class BoundedLogTests
{
    [Fact]
    public async Task Log_AfterSomebodyReadForLong_IsSmallAgain()
    {
        await using var hall = HallOnDisk.Started();
        await hall.IssueAsync();
        await using (var reader = new SqliteConnection($"Data Source={hall.File};Pooling=False"))
        {
            await reader.OpenAsync(TestContext.Current.CancellationToken);
            using var held = reader.BeginTransaction(deferred: true);
            await using var look = reader.CreateCommand();
            look.CommandText = "SELECT count(*) FROM journal";
            await look.ExecuteScalarAsync(TestContext.Current.CancellationToken);
            for (var i = 0; i < 5_000 && LogOf(hall) < BoundedLog.Bytes * 5L / 4; i++)
            {
                await hall.IssueAsync();
            }

            Assert.True(LogOf(hall) > BoundedLog.Bytes, $"{LogOf(hall)} bytes");
        }

        await Eventually.HoldsAsync(() => LogOf(hall) <= BoundedLog.Bytes, () => hall.IssueAsync().GetAwaiter().GetResult());
    }

    [Fact]
    public async Task Connection_OfAccountsAndCases_BoundsItsLog()
    {
        await using var hub = await PeopleHub.StartAsync();
        Assert.Equal(BoundedLog.Bytes, await hub.Get<PeopleStore>().ChangeAsync(change => BoundAsync(change.Context)));
        Assert.Equal(BoundedLog.Bytes, await hub.Get<CaseStore>().ChangeAsync(BoundAsync));
    }

    private static long LogOf(HallOnDisk hall) => new FileInfo(hall.File + "-wal") is { Exists: true } log ? log.Length : 0;

    private static async Task<long> BoundAsync(DbContext context) =>
        (await context.Database.SqlQueryRaw<long>("SELECT journal_size_limit AS Value FROM pragma_journal_size_limit")
            .ToListAsync()).Single();
}
