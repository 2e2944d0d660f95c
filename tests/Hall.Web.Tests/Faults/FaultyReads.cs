using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hall.Web.Tests.Faults;

/// <summary>Has one of so many statements of a database fail, as a locked or failing disk does.</summary>
internal sealed class FaultyReads(Random random) : DbCommandInterceptor
{
    /// <summary>One statement of how many fails; 0 for none.</summary>
    public int OneIn { get; set; }

    /// <summary>How many failed.</summary>
    public int Failed { get; private set; }

    public override InterceptionResult<DbDataReader> ReaderExecuting(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        FailPerhaps();
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default)
    {
        FailPerhaps();
        return ValueTask.FromResult(result);
    }

    private void FailPerhaps()
    {
        lock (random)
        {
            if (OneIn == 0 || random.Next(OneIn) > 0)
            {
                return;
            }

            Failed++;
            throw random.Next(2) == 0 ? new SqliteException("database is locked", 5) : new SqliteException("disk I/O error", 10);
        }
    }
}
