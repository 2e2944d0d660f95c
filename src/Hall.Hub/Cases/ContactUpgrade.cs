using System.Globalization;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Cases;

/// <summary>
/// Converts the contacts of an older version at the start, before anything reads or seals one, and writes into the audit that it did.
/// </summary>
public sealed partial class ContactUpgrade(HubOptions options, CaseStore store, PeopleStore people, ILogger<ContactUpgrade> logger)
    : IHostedService
{
    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        store.Prepare();
        var conversion = new ContactConversion(options.DataFolder);
        try
        {
            if (conversion.Run() is not { } done)
            {
                return;
            }

            await people.ChangeAsync(change => change.Audit.AddAsync(
                change.Context, "hub", AuditKind.ContactsConverted, "contacts.key",
                string.Create(CultureInfo.InvariantCulture,
                    $"{done.Contacts} contacts, {done.Unreadable} unreadable, {done.KeyFiles} key files removed from copies"),
                "key/contacts.key/converted"));
            conversion.End();
            LogConverted(logger, done.Contacts, done.Unreadable, done.KeyFiles);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new HubStartException(
                $"The contacts in care.db could not get keys of their own: {fault.Message} "
                + "Nothing is lost; mend it and start the hub again.", fault);
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Each of {Contacts} contacts has a key of its own now ({Unreadable} could not be read); {KeyFiles} key files of copies are gone")]
    private static partial void LogConverted(ILogger logger, int contacts, int unreadable, int keyFiles);
}
