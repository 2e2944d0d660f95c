using System.IO.Ports;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Links;

/// <summary>A serial port as a link. Pseudo-terminals work too.</summary>
public sealed partial class SerialLink(SerialLinkSettings settings, ILogger logger) : IDeviceLink
{
    public string Name => settings.PortName;

    /// <inheritdoc/>
    public bool? IsThere => StableName.IsThere(settings.PortName);

    /// <inheritdoc/>
    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var port = new SerialPort(settings.PortName, settings.BaudRate, Parity.None, 8, StopBits.One) { WriteTimeout = 2000 };
        try
        {
            // Opening can hang in a driver for seconds and knows no asynchronous form.
            await Task.Run(port.Open, cancellationToken).ConfigureAwait(false);
            SetLines(port);
            port.DiscardInBuffer();
            return new SerialConnection(port);
        }
        catch (Exception exception)
        {
            port.Dispose();
            throw SerialTrouble.Explain(settings.PortName, PortAccess.Of(settings.PortName), exception);
        }
    }

    private void SetLines(SerialPort port)
    {
        try
        {
            if (settings.Dtr is { } dtr)
            {
                port.DtrEnable = dtr;
            }

            if (settings.Rts is { } rts)
            {
                port.RtsEnable = rts;
            }
        }
        catch (IOException exception)
        {
            // A pseudo-terminal, and some adapters, have no such lines: "Inappropriate ioctl for device".
            LogNoControlLines(settings.PortName, exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Port} has no DTR and RTS lines to set: {Error}")]
    private partial void LogNoControlLines(string port, string error);
}
