namespace Hall.Web.Hub;

/// <summary>
/// The data folder belongs to one hub at a time. Two on one folder lose nothing, because the journal refuses the second writer,
/// but one of them then stands there and refuses everybody; this says so before it starts. The system lets go of the claim when
/// the program ends, however it ends.
/// </summary>
public sealed class DataFolderClaim : IDisposable
{
    private const int SharingViolationOfWindows = unchecked((int)0x80070020);
    private const int WouldBlockOfLinux = 11;
    private const int WouldBlockOfMac = 35;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private DataFolderClaim(FileStream file) => _file = file;

    /// <summary>Makes the folder if it is missing and claims it. A hub that was killed a moment ago may still be on its way out.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="patience">How long to wait for the one that has it.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="HubStartException">Another hub has it, or it cannot be written.</exception>
    public static async Task<DataFolderClaim> OfAsync(string folder, TimeSpan patience, CancellationToken cancel)
    {
        for (var tries = patience / BetweenTries; ; tries--)
        {
            try
            {
                OwnedFolder.Make(folder);
                return new(new FileStream(Path.Combine(folder, "hub.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException fault) when (fault.HResult is SharingViolationOfWindows or WouldBlockOfLinux or WouldBlockOfMac)
            {
                if (tries < 1)
                {
                    throw new HubStartException($"Another hub uses the data folder {folder}. End it first, or give this one a folder of its own with --data.", fault);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new HubStartException($"The data folder {folder} cannot be written: {fault.Message}", fault);
            }

            await Task.Delay(BetweenTries, cancel);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
