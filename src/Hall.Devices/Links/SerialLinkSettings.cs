namespace Hall.Devices.Links;

/// <summary>A serial port: 8 data bits, no parity, 1 stop bit.</summary>
/// <param name="PortName">Such as <c>/dev/ttyUSB0</c> or <c>COM3</c>.</param>
/// <param name="BaudRate">Bits per second.</param>
public sealed record SerialLinkSettings(string PortName, int BaudRate)
{
    /// <summary>Data-terminal-ready; null leaves it alone.</summary>
    public bool? Dtr { get; init; }

    /// <summary>Request-to-send; null leaves it alone.</summary>
    public bool? Rts { get; init; }
}
