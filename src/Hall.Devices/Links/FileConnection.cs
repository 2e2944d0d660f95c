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
    private readonly DeviceFile _file;
    private readonly string _target;
    private readonly Pipe _received = new();
    private readonly Task _reading;
    private volatile bool _isClosing;

    public FileConnection(DeviceFile file, string path, FileUse use)
    {
        _file = file;
        _target = StableName.TargetOf(path);
        Output = PipeWriter.Create(new DeviceFileStream(file));
        _reading = Task.Factory.StartNew(() => ReadAsync(path, use), CancellationToken.None, TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap();
    }

    public PipeReader Input => _received.Reader;

    public PipeWriter Output { get; }

    /// <inheritdoc/>
    public long? Taken => _file.Taken;

    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        await _reading.WaitAsync(CloseWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _file.Dispose();
    }

    /// <inheritdoc/>
    public ValueTask DropAsync()
    {
        // Closing a serial port waits half a minute for what cannot leave.
        _file.ThrowAwayUnsent();
        return DisposeAsync();
    }

    private async Task ReadAsync(string path, FileUse use)
    {
        Exception? end = null;
        var bytes = new byte[1024];
        try
        {
            // A short wait instead of a blocking read, because nothing can wake a read of a device that has nothing to say.
            for (var waits = 1; !_isClosing; waits++)
            {
                var count = use != FileUse.Write ? _file.Read(bytes, WaitMilliseconds) : _file.HangsUp(WaitMilliseconds) ? 0 : -1;
                if (count == 0)
                {
                    end = new LinkException(LinkTrouble.Gone, $"{path} was hung up.");
                    break;
                }

                if (count > 0)
                {
                    await _received.Writer.WriteAsync(bytes.AsMemory(0, count)).ConfigureAwait(false);
                    Array.Clear(bytes, 0, count);
                }
                else if (waits % WaitsBetweenLooks == 0 && !_isClosing && !IsStillThere(path))
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

        await _received.Writer.CompleteAsync(end).ConfigureAwait(false);
    }

    private bool IsStillThere(string path) => StableName.TargetOf(path) == _target && File.Exists(_target);
}
