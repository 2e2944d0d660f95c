using Hall.Devices.Supervision;
using Hall.Storage.Hosting;

namespace Hall.Hub.Hosting;

/// <summary>
/// The data folder belongs to one hub at a time. Two on one folder lose nothing, because the journal refuses the second writer,
/// but one of them then stands there and refuses everybody; this says so before it starts.
/// </summary>
public sealed class DataFolderClaim : IDisposable
{
    /// <summary>The lock's file in the folder.</summary>
    public const string FileName = "hub.lock";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);
    private readonly FolderClaim _claim;

    private DataFolderClaim(FolderClaim claim) => _claim = claim;

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
                if (FolderClaim.TryOf(folder, FileName) is { } claim)
                {
                    return new(claim);
                }
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new HubStartException($"The data folder {folder} cannot be written: {fault.Message}", fault);
            }

            if (tries < 1)
            {
                throw new HubStartException(
                    $"Another hub uses the data folder {folder}. End it first, or give this one a folder of its own with --data.");
            }

            await Task.Delay(BetweenTries, cancel);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _claim.Dispose();
}
