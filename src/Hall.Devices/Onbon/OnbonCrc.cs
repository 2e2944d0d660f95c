namespace Hall.Devices.Onbon;

/// <summary>CRC-16 with the polynomial A001 (reflected 8005) and start 0, as the cards' manuals give it.</summary>
public static class OnbonCrc
{
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (ushort)((crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1);
            }
        }

        return crc;
    }
}
