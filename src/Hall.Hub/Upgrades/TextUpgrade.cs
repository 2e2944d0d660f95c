using Hall.Hub.Cases;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Upgrades;

/// <summary>
/// Seals at the start what an older version wrote beside the journal, which the halls have sealed as they opened, and tells the audit of
/// each batch.
/// </summary>
public sealed partial class TextUpgrade(
    HubOptions options, CaseStore care, PeopleStore people, AuditTrail trail, JournalDatabase journal, TimeProvider time,
        ILogger<TextUpgrade> logger) : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        try
        {
            care.Prepare();
            var files = new CaseTextConversion(options.DataFolder, care.Texts, care.Seals, journal.Chain.DigestOf, today).Run();
            var rows = await new AuditTextConversion(people, trail, journal, today).RunAsync();
            var told = await TellAsync(journal.File) + await TellAsync(Path.Combine(options.DataFolder, CaseStore.FileName));
            if (files + rows + told > 0)
            {
                LogSealed(logger, told, rows);
            }
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new HubStartException(
                $"The texts of an older version could not be sealed: {fault.Message} Nothing is lost; mend it and start the hub again.",
                    fault);
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Each batch once, also where a hub died between sealing and telling.
    private async Task<int> TellAsync(string file)
    {
        IReadOnlyList<(long Batch, string Detail)> batches;
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly,
            Pooling = false }.ToString()))
        {
            connection.Open();
            batches = SealedBatches.IsDone(connection) ? SealedBatches.All(connection) : [];
        }

        var told = 0;
        foreach (var (batch, detail) in batches)
        {
            var name = Path.GetFileName(file);
            var source = FormattableString.Invariant($"key/{name}/texts/{batch}");
            told += await people.ChangeAsync(change =>
                change.Audit.AddAsync(change.Context, "hub", AuditKind.TextsSealed, name, detail, source)) ? 1 : 0;
        }

        return told;
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Free texts of an older version are sealed now: {Batches} batches, and {Rows} rows of the audit that quoted one")]
    private static partial void LogSealed(ILogger logger, int batches, int rows);
}
