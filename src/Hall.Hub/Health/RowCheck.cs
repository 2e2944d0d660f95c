using Hall.Devices.Supervision;
using Hall.Hub.Cases;
using Hall.Hub.Verification;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Journal;

namespace Hall.Hub.Health;

/// <summary>
/// Looks at the start and once an hour through the rows of the databases that hold more than plain columns: a manager learns of one that
/// cannot be read before somebody needs it, and the alert goes once it was mended.
/// </summary>
public sealed class RowCheck(
    JournalDatabase journal, CaseStore care, ContactCipher cipher, RowGuard rows, TimeProvider time, StandstillReport report,
    ILogger<RowCheck> logger)
    : Worker("row-check", time, report, logger)
{
    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        journal.LookThrough();
        await care.ReadAsync(async context =>
        {
            await StoredCasesCheck.LookAsync(context, rows, cipher, stop);
            return true;
        });
    }
}
