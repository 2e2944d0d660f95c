using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hall.Hub.Health;

/// <summary>
/// Tries again whether a file beside the journal can be written that could not be: its alert goes with the fault, and not only with the
/// next change of an account or a case, which may be days away.
/// </summary>
public sealed class StoreProbe(
    PeopleStore people, CaseStore care, HubAlerts alerts, TimeProvider time, StandstillReport report, ILogger<StoreProbe> logger)
    : Worker("store-probe", time, report, logger)
{
    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <summary>Writes a page as it is into the files whose alert is up.</summary>
    public override Task LookAsync(CancellationToken stop) => EachAsync(
        alerts.All.Where(alert => alert.Kind == AlertKind.StoreUnavailable).Select(alert => alert.Subject),
        file => file, (file, _) => ProbeAsync(file), stop);

    private async Task ProbeAsync(string file)
    {
        try
        {
            await (file == CaseStore.FileName ? care.ChangeAsync(WriteAsync) : people.ChangeAsync(change => WriteAsync(change.Context)));
        }
        catch (JournalUnavailableException)
        {
            // The alert stands already.
        }
    }

    private static Task<bool> WriteAsync(DbContext context)
    {
        JournalStatements.Probe((SqliteTransaction)context.Database.CurrentTransaction!.GetDbTransaction());
        return Task.FromResult(true);
    }
}
