namespace Hall.Devices.Ff68;

/// <summary>Writes frames, and says which frame a command or an acknowledgement is.</summary>
public static class Ff68FrameWriter
{
    private const byte Blank = 0x0A;

    /// <summary>The bytes on the wire: <c>FF 68 LEN LEN 68 ADDR … CHK 16</c>.</summary>
    public static byte[] ToBytes(Ff68Frame frame)
    {
        var payload = frame.Payload;
        var length = (byte)(payload.Length + 1);
        var bytes = new byte[payload.Length + 8];
        bytes[0] = 0xFF;
        bytes[1] = 0x68;
        bytes[2] = length;
        bytes[3] = length;
        bytes[4] = 0x68;
        bytes[5] = frame.Address;
        payload.CopyTo(bytes.AsSpan(6));
        bytes[^2] = Sum(bytes.AsSpan(5, length));
        bytes[^1] = 0x16;
        return bytes;
    }

    /// <summary>The frame that tells a pad something.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More than 9 stars, or a negative number.</exception>
    public static Ff68Frame Command(byte address, Ff68Command command)
    {
        switch (command)
        {
            case ShowTicket show:
                var digits = (stackalloc byte[7]);
                digits[0] = 0x02;
                WriteDigits(digits[1..4], show.Waiting is { } waiting ? Math.Min(waiting, 999) : null);
                WriteDigits(digits[4..7], show.Number % 1000);
                return new Ff68Frame(address, digits);
            case SoundBeep:
                return new Ff68Frame(address, [0x03]);
            case StartEvaluation:
                return new Ff68Frame(address, [0x01, 0x0B]);
            case ShowStars { Stars: >= 0 and <= 9 } stars:
                return new Ff68Frame(address, [0x02, (byte)stars.Stars]);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "There is no frame for this.");
        }
    }

    /// <summary>The answer to a rating (01 and its value) or to a key (its own frame sent back).</summary>
    public static Ff68Frame Acknowledgement(Ff68Frame press) =>
        Ff68Press.IsRating(press) ? new Ff68Frame(press.Address, [0x01, press.Payload[1]]) : press;

    internal static byte Sum(ReadOnlySpan<byte> body)
    {
        byte sum = 0;
        foreach (var value in body)
        {
            sum = unchecked((byte)(sum + value));
        }

        return sum;
    }

    private static void WriteDigits(Span<byte> digits, int? number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number ?? 0);
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            digits[i] = number is null ? Blank : (byte)(number.Value % 10);
            number /= 10;
        }
    }
}
