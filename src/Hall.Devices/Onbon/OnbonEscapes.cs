namespace Hall.Devices.Onbon;

/// <summary>A5→A6 02, A6→A6 01, 5A→5B 02, 5B→5B 01, so that A5 and 5A stand at the ends of a frame only.</summary>
public static class OnbonEscapes
{
    public static byte[] Do(ReadOnlySpan<byte> plain)
    {
        var escaped = new List<byte>(plain.Length + 16);
        foreach (var value in plain)
        {
            escaped.AddRange(value switch
            {
                0xA5 => [0xA6, 0x02],
                0xA6 => [0xA6, 0x01],
                0x5A => [0x5B, 0x02],
                0x5B => [0x5B, 0x01],
                _ => (ReadOnlySpan<byte>)[value],
            });
        }

        return [.. escaped];
    }

    /// <summary>The bytes without escapes; returns how many, or -1 when an escape is none or the space is too small.</summary>
    public static int Undo(ReadOnlySpan<byte> escaped, Span<byte> plain)
    {
        var length = 0;
        for (var at = 0; at < escaped.Length; at++)
        {
            var value = escaped[at];
            if (value is 0xA6 or 0x5B)
            {
                at++;
                if (at == escaped.Length || escaped[at] is not (1 or 2))
                {
                    return -1;
                }

                value = (value, escaped[at]) switch { (0xA6, 2) => 0xA5, (0x5B, 2) => 0x5A, _ => value };
            }

            if (length == plain.Length)
            {
                return -1;
            }

            plain[length++] = value;
        }

        return length;
    }
}
