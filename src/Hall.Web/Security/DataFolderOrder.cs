using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Web.Security;

/// <summary>
/// Puts the data folder in order before anybody is served: what a hub left behind that was killed goes, and what an older program let
/// others read belongs to the hub's user alone.
/// </summary>
public sealed partial class DataFolderOrder(UploadFolder uploads, HubOptions options,
    ILogger<DataFolderOrder> logger) : IHostedLifecycleService
{
    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        uploads.Empty();
        if (OwnersFiles.Mend(options.DataFolder) is var (mended, left) && mended + left > 0)
        {
            LogMended(mended, options.DataFolder, left);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Mended} files and folders of {Folder} could be read by other users of this machine and now belong to the hub's "
            + "alone; {Left} could not be changed")]
    private partial void LogMended(int mended, string folder, int left);
}
