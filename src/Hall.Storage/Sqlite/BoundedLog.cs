using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hall.Storage.Sqlite;

/// <summary>
/// Keeps the write-ahead log of a database small again after somebody read for long: without a bound the file stays as large as it ever
/// was. It belongs to a connection, so that every one that writes says it.
/// </summary>
public sealed class BoundedLog : DbConnectionInterceptor
{
    /// <summary>What a log shrinks to once nobody reads what stands in it, bytes; twice of what the journal lets come together.</summary>
    public const int Bytes = 16 * 1024 * 1024;

    /// <summary>The statement for one connection.</summary>
    public static readonly string Statement = FormattableString.Invariant($"PRAGMA journal_size_limit={Bytes}");

    /// <summary>Says it for every connection of a context.</summary>
    public static readonly BoundedLog OfEveryConnection = new();

    /// <inheritdoc />
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Bound(connection);

    /// <inheritdoc />
    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default)
    {
        // SQLite knows no waiting here: nothing is read or written.
        Bound(connection);
        return Task.CompletedTask;
    }

    /// <summary>Says it for one connection.</summary>
    public static void Bound(DbConnection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Statement;
        command.ExecuteNonQuery();
    }
}
