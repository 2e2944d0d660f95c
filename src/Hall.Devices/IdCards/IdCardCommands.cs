namespace Hall.Devices.IdCards;

/// <summary>What a SAM_V reader is asked, as the published bytes.</summary>
public static class IdCardCommands
{
    /// <summary>Is there a card? Answered with 9F or 80.</summary>
    public static byte[] Find() => Frame(0x20, 0x01);

    /// <summary>Takes the card found. Answered with 90.</summary>
    public static byte[] Select() => Frame(0x20, 0x02);

    /// <summary>Reads text and photo. Answered with 90 and both.</summary>
    public static byte[] Read() => Frame(0x30, 0x01);

    /// <summary>How is the reader? Answered with 90.</summary>
    public static byte[] Status() => Frame(0x11, 0xFF);

    /// <summary>Starts the reader anew.</summary>
    public static byte[] Reset() => Frame(0x10, 0xFF);

    internal static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte sum = 0;
        foreach (var value in bytes)
        {
            sum ^= value;
        }

        return sum;
    }

    private static byte[] Frame(byte command, byte parameter) =>
        [0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03, command, parameter, (byte)(0x03 ^ command ^ parameter)];
}
