using Hall.Core.Engine;

namespace Hall.Storage.Alerts;

/// <summary>
/// What the machine does to the databases beside the journal: accounts and cases. A change that it prevents is a
/// <see cref="JournalUnavailableException"/>, as one of the journal is, and a manager sees which file cannot be written until a
/// change of that file succeeds.
/// </summary>
public sealed class StoreFaults(HubAlerts alerts)
{
    /// <summary>Reads rows one by one, so that one that cannot be read harms no other.</summary>
    public RowGuard Rows { get; } = new(alerts);

    /// <summary>Carries a change of a database file out.</summary>
    /// <param name="file">Name of the file, such as <c>care.db</c>.</param>
    /// <param name="change">The change; all of it or nothing.</param>
    /// <exception cref="JournalUnavailableException">The file is locked, full or cannot be written; nothing has changed.</exception>
    public async Task<T> GuardAsync<T>(string file, Func<Task<T>> change)
    {
        try
        {
            var done = await change();
            alerts.Clear(AlertKind.StoreUnavailable, file);
            return done;
        }
        catch (Exception fault) when (fault is not JournalUnavailableException && JournalFault.IsOfTheMachine(fault))
        {
            alerts.Raise(AlertKind.StoreUnavailable, file, JournalFault.CaseOf(fault));
            throw new JournalUnavailableException($"{file} cannot be written.", fault);
        }
    }
}
