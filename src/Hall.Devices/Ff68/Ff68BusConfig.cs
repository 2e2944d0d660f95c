using Hall.Devices.Settings;


namespace Hall.Devices.Ff68;

/// <summary>One serial line with one or more FF 68 pads on it.</summary>
public sealed record Ff68BusConfig
{
    /// <summary>The port, such as <c>/dev/ttyUSB0</c> or, better, <c>/dev/serial/by-id/…</c>, which outlives a change of socket.</summary>
    public required string PortName { get; init; }

    /// <summary>Bits per second; 8 data bits, no parity, 1 stop bit always.</summary>
    public int BaudRate { get; init; } = 9600;

    /// <summary>
    /// Pad address → counter key, opaque here and handed back in every press. Several addresses may have one key. A press of an address
    /// that is not here is refused: acknowledged so that the pad stops repeating, counted, reported to nobody.
    /// </summary>
    public required IReadOnlyDictionary<byte, string> Counters { get; init; }

    /// <summary>What the bytes mean; <see cref="Ff68Map.Of"/> gives the usual ones of a family.</summary>
    public Ff68Map Map { get; init; } = Ff68Map.Of(Ff68Family.OneToFour);

    /// <summary>Spans of time and bounds.</summary>
    public Ff68Timing Timing { get; init; } = new();

    /// <summary>What a hall's file says of a line.</summary>
    /// <exception cref="FormatException">A map of its settings cannot be read; the message says which.</exception>
    public static Ff68BusConfig Of(DeviceLineSettings line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var usual = Ff68Map.Of(line.Family == "zero-based" ? Ff68Family.ZeroToThree : Ff68Family.OneToFour);
        return new()
        {
            PortName = line.Port,
            BaudRate = line.BaudRate,
            Counters = line.Addresses(),
            Map = new()
            {
                Levels = LineMaps.Of(line, "levels", LineMaps.Number, usual.Levels),
                Keys = LineMaps.Of(line, "keys", LineMaps.Hexadecimal, usual.Keys),
                Functions = LineMaps.Of(line, "functions", digits => digits, usual.Functions),
            },
        };
    }
}
