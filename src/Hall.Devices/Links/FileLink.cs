using System.ComponentModel;

namespace Hall.Devices.Links;

/// <summary>How a device's file is opened.</summary>
public enum FileUse
{
    /// <summary>Only read: key pads.</summary>
    Read,

    /// <summary>Only written: a printer that never answers, or a file that collects its bytes.</summary>
    Write,

    /// <summary>Both.</summary>
    ReadWrite,
}

/// <summary>
/// A device that is a file on Linux: <c>/dev/usb/lp0</c>, <c>/dev/input/event5</c>, <c>/dev/hidraw0</c>, or a FIFO that stands in for one.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="use">How it is opened.</param>
/// <param name="grab">Take input events away from every other program, so that a press never types into the teller's form.</param>
/// <param name="onGrabRefused">Told why when the device refuses that; a FIFO always does. It is used all the same.</param>
public sealed class FileLink(string path, FileUse use, bool grab = false, Action<string>? onGrabRefused = null) : IDeviceLink
{
    public string Name => path;

    /// <inheritdoc/>
    public bool? IsThere => StableName.IsThere(path);

    /// <inheritdoc/>
    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new LinkException(LinkTrouble.Other, $"{path}: devices that are files exist on Linux only.");
        }

        try
        {
            var file = await Task.Run(() => DeviceFile.Open(path, use), cancellationToken).ConfigureAwait(false);
            if (grab && file.Grab() is { } refusal)
            {
                onGrabRefused?.Invoke($"{path} cannot be had alone: {refusal}");
            }

            return new FileConnection(file, path, use);
        }
        catch (Win32Exception exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>What the system said, in words that tell what to do.</summary>
    internal LinkException Explain(Win32Exception exception)
    {
        const int PermissionDenied = 13;
        const int Busy = 16;
        var group = StableName.IsPrinter(path) ? "lp" : "input";
        return exception.NativeErrorCode switch
        {
            2 or 6 or 19 =>
                new LinkException(LinkTrouble.Gone, $"{path} is not there. Is the device plugged in, and is this its name?", exception),
            PermissionDenied => new LinkException(
                LinkTrouble.PermissionDenied,
                    $"{path} may not be used by this account. Add the account to the group {group} and start again.", exception),
            Busy => new LinkException(LinkTrouble.Busy, $"{path} is in use by another program. Only one can have it.", exception),
            _ => new LinkException(LinkTrouble.Other, $"{path} cannot be opened: {exception.Message}", exception),
        };
    }
}
