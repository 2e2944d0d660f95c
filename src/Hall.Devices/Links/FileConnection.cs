using System.ComponentModel;
using System.IO.Pipelines;

namespace Hall.Devices.Links;

/// <summary>An open device file: one thread carries what it delivers into a pipe, woken by bytes and five times a second.</summary>
internal sealed class FileConnection : IDeviceConnection
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);
    private readonly DeviceFile file;
    private readonly Pipe received = new();
    private readonly Task reading;
    private volatile bool isClosing;

    public FileConnection(DeviceFile file, string path, FileUse use)
    {
        this.file = file;
        Output = PipeWriter.Create(new DeviceFileStream(file));
        reading = use == FileUse.Write
            ? Task.CompletedTask
            : Task.Factory.StartNew(() => ReadAsync(path), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    public PipeReader Input => received.Reader;

    public PipeWriter Output { get; }

    public async ValueTask DisposeAsync()
    {
        isClosing = true;
        await reading.WaitAsync(CloseWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        file.Dispose();
    }

    private async Task ReadAsync(string path)
    {
        Exception? end = null;
        var bytes = new byte[1024];
        try
        {
            // A short wait instead of a blocking read, because nothing can wake a read of a device that has nothing to say.
            while (!isClosing)
            {
                var count = file.Read(bytes, waitMilliseconds: 200);
                if (count == 0)
                {
                    end = new LinkException(LinkTrouble.Gone, $"{path} was hung up.");
                    break;
                }

                if (count > 0)
                {
                    await received.Writer.WriteAsync(bytes.AsMemory(0, count)).ConfigureAwait(false);
                }
            }
        }
        catch (Exception exception) when (exception is Win32Exception or ObjectDisposedException)
        {
            end = new LinkException(LinkTrouble.Gone, $"{path} has gone. Was the device unplugged?", exception);
        }

        await received.Writer.CompleteAsync(end).ConfigureAwait(false);
    }
}
