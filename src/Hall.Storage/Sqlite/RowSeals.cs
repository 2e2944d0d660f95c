using System.Text;
using System.Text.Json;
using Hall.Storage.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Hall.Storage.Sqlite;

/// <summary>A row that only the hub writes, and that says so itself.</summary>
public interface ISealedRow
{
    /// <summary>HMAC-SHA-256 over what the row says, hex; null in what an older version wrote. The key stands outside the
    /// database.</summary>
    string? Seal { get; set; }

    /// <summary>What the row says: its name first, then every column that matters. Instants are whole milliseconds.</summary>
    IReadOnlyList<object?> Sealed { get; }
}

/// <summary>
/// Seals every such row as it is saved, whoever changes it: a password, a card, a screen's secret or the words of a complaint that were
/// changed
/// by hand no longer fit. A migration that changes sealed columns has to seal its rows anew.
/// </summary>
public sealed class RowSeals(Lazy<HubSecret> secret) : SaveChangesInterceptor
{
    private const string Migration = "RowSeals";

    /// <inheritdoc />
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        Seal(eventData.Context);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        Seal(eventData.Context);
        return ValueTask.FromResult(result);
    }

    /// <summary>Whether a row is as the hub wrote it.</summary>
    public bool IsWhole(ISealedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Seal == Of(row);
    }

    /// <summary>The seal of a row as it stands.</summary>
    public string Of(ISealedRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var values = row.Sealed.Select(value => value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : value);
        return Convert.ToHexStringLower(secret.Value.Sign(Encoding.UTF8.GetBytes($"hall-row {JsonSerializer.Serialize(values)}")));
    }

    /// <summary>Seals what an older version wrote, once, when the migration that brought the seals was carried out.</summary>
    /// <param name="context">The database, with this among its interceptors.</param>
    /// <param name="migrations">The migrations that were carried out just now.</param>
    /// <returns>How many rows were sealed.</returns>
    public static int SealOld<T1, T2>(DbContext context, IEnumerable<string> migrations)
        where T1 : class, ISealedRow
        where T2 : class, ISealedRow
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!migrations.Any(migration => migration.EndsWith(Migration, StringComparison.Ordinal)))
        {
            return 0;
        }

        List<ISealedRow> rows = [.. context.Set<T1>(), .. context.Set<T2>()];
        rows.ForEach(row => row.Seal = "");
        context.SaveChangesAsync().GetAwaiter().GetResult();
        context.ChangeTracker.Clear();
        return rows.Count;
    }

    private void Seal(DbContext? context)
    {
        foreach (var entry in context?.ChangeTracker.Entries<ISealedRow>()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList() ?? [])
        {
            entry.Entity.Seal = Of(entry.Entity);
        }
    }
}
