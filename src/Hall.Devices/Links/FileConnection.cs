using System.ComponentModel;
using System.IO.Pipelines;

namespace Hall.Devices.Links;

/// <summary>
/// An open device file: one thread carries what it delivers into a pipe, woken by bytes and five times a second. A file that is only
/// written
/// is watched in the same way; and when its name leads elsewhere, the device was unplugged, whatever the system says of the old one.
/// </summary>
internal sealed class FileConnection : IDeviceConnection
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    /// <summary>EINVAL: what a printer's file says that is read although it has no way back.</summary>
    private const int InvalidArgument = 22;
    private const int WaitMilliseconds = 200;
    private const int WaitsBetweenLooks = 5;
    private readonly DeviceFile file;
    private readonly string target;
    private readonly Pipe received = new();
    private readonly Task reading;
    private volatile bool isClosing;

    public FileConnection(DeviceFile file, string path, FileUse use)
    {
        this.file = file;
        target = StableName.TargetOf(path);
        Output = PipeWriter.Create(new DeviceFileStream(file));
        reading = Task.Factory.StartNew(() => ReadAsync(path, use), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
    }

    public PipeReader Input => received.Reader;

    public PipeWriter Output { get; }

    /// <inheritdoc/>
    public long? Taken => file.Taken;

    public async ValueTask DisposeAsync()
    {
        isClosing = true;
        await reading.WaitAsync(CloseWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        file.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DropAsync()
    {
        // Closing a serial port waits half a minute for what cannot leave.
        file.ThrowAwayUnsent();
        return DisposeAsync();
    }

    private async Task ReadAsync(string path, FileUse use)
    {
        Exception? end = null;
        var bytes = new byte[1024];
        try
        {
            // A short wait instead of a blocking read, because nothing can wake a read of a device that has nothing to say.
            for (var waits = 1; !isClosing; waits++)
            {
                var count = use != FileUse.Write ? file.Read(bytes, WaitMilliseconds) : file.HangsUp(WaitMilliseconds) ? 0 : -1;
                if (count == 0)
                {
                    end = new LinkException(LinkTrouble.Gone, $"{path} was hung up.");
                    break;
                }

                if (count > 0)
                {
                    await received.Writer.WriteAsync(bytes.AsMemory(0, count)).ConfigureAwait(false);
                    Array.Clear(bytes, 0, count);
                }
                else if (waits % WaitsBetweenLooks == 0 && !isClosing && !IsStillThere(path))
                {
                    end = new LinkException(LinkTrouble.Gone, $"{path} has gone. Was the device unplugged?");
                    break;
                }
            }
        }
        catch (Win32Exception exception) when (exception.NativeErrorCode == InvalidArgument)
        {
            end = new LinkException(LinkTrouble.Other, $"{path} cannot be read: the device only listens. Set \"answers\" to \"no\".",
                exception);
        }
        catch (Exception exception)
        {
            end = new LinkException(LinkTrouble.Gone, $"{path} has gone. Was the device unplugged?", exception);
        }

        await received.Writer.CompleteAsync(end).ConfigureAwait(false);
    }

    private bool IsStillThere(string path) => StableName.TargetOf(path) == target && File.Exists(target);
}
