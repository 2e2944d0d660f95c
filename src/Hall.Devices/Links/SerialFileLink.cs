using System.ComponentModel;

namespace Hall.Devices.Links;

/// <summary>
/// A serial port on Linux by the system's own calls. System.IO.Ports keeps a thread for each open port that takes one per cent of a core
/// while nothing happens (measured with 10.0.14); this one waits.
/// </summary>
/// <param name="port">The port's file.</param>
/// <param name="speed">The system's constant for its speed, from <see cref="SpeedOf"/>.</param>
public sealed class SerialFileLink(string port, uint speed) : IDeviceLink
{
    private const int IsNoTerminal = 25;

    public string Name => port;

    /// <inheritdoc/>
    public bool? IsThere => StableName.IsThere(port);

    /// <summary>The system's constant for a speed; null for one that has none.</summary>
    public static uint? SpeedOf(int baudRate) => baudRate switch
    {
        300 => 7, 600 => 8, 1200 => 9, 1800 => 10, 2400 => 11, 4800 => 12, 9600 => 13, 19200 => 14, 38400 => 15,
        57600 => 0x1001, 115200 => 0x1002, 230400 => 0x1003, 460800 => 0x1004, 921600 => 0x1007, 1_000_000 => 0x1008,
        _ => null,
    };

    /// <inheritdoc/>
    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var file = await Task.Run(() => DeviceFile.OpenSerial(port, speed), cancellationToken).ConfigureAwait(false);
            return new FileConnection(file, port, FileUse.ReadWrite);
        }
        catch (Win32Exception exception)
        {
            throw exception.NativeErrorCode == IsNoTerminal
                ? new LinkException(LinkTrouble.Other, $"{port} is no serial port.", exception)
                : SerialTrouble.Explain(port, PortAccess.Of(port), new IOException(exception.Message, exception.NativeErrorCode));
        }
    }
}
