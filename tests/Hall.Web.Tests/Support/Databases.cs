using Hall.Storage.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.Support;

/// <summary>Readers of a hall's file, as the hub makes them, without a pool that would keep the file open.</summary>
internal sealed class Databases(HallOnDisk hall) : IDbContextFactory<HallDbContext>
{
    public HallDbContext CreateDbContext() => new(new DbContextOptionsBuilder<HallDbContext>()
        .UseSqlite($"Data Source={hall.File};Pooling=False").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
}
