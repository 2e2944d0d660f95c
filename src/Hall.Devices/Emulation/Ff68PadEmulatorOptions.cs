namespace Hall.Devices.Emulation;

/// <summary>How an emulated pad behaves.</summary>
public sealed record Ff68PadEmulatorOptions
{
    /// <summary>The pad's address.</summary>
    public byte Address { get; init; } = 1;

    /// <summary>Firmware that leaves out the last 16.</summary>
    public bool OmitTrailer { get; init; }

    /// <summary>How long it waits for an acknowledgement before it sends the same frame again.</summary>
    public TimeSpan RepeatAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often it sends one press before it gives up; null is until it is acknowledged.</summary>
    public int? MostSends { get; init; }

    /// <summary>Bits per second that it paces itself to, because pseudo-terminals know no speed; 0 sends at once.</summary>
    public int BaudRate { get; init; } = 9600;

    /// <summary>Damages what goes out: gets the bytes and how often this press was sent before; null leaves all as it is.</summary>
    public Func<byte[], int, byte[]>? Corrupt { get; init; }
}
