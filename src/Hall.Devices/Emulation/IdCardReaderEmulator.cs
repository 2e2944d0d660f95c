using System.IO.Pipelines;
using System.Text;
using Hall.Devices.Framing;
using Hall.Devices.IdCards;

namespace Hall.Devices.Emulation;

/// <summary>A SAM_V reader in software, with invented cards.</summary>
/// <param name="timeProvider">The timers.</param>
public sealed class IdCardReaderEmulator(TimeProvider timeProvider)
{
    private volatile string? _card;

    /// <summary>The number of the card that lies on it; null for none.</summary>
    public string? Card
    {
        get => _card;
        set => _card = value;
    }

    /// <summary>The card is pulled while it is read: the answer breaks off in the middle.</summary>
    public bool PullsWhileReading { get; set; }

    /// <summary>Answers nothing.</summary>
    public bool IsMute { get; set; }

    /// <summary>Listens to a line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return FrameLoop.RunAsync(
            connection.Input, new CommandReader(), command => Answer(connection.Output, command), TimeSpan.FromMilliseconds(75),
            timeProvider,
            cancellationToken);
    }

    /// <summary>The bytes a reader would give for a card.</summary>
    public static byte[] Content(string number)
    {
        var text = new byte[256];
        Encoding.Unicode.GetBytes(number).CopyTo(text.AsSpan(122));
        Encoding.Unicode.GetBytes("张三").CopyTo(text.AsSpan(0));
        var photo = new byte[1024];
        photo.AsSpan().Fill(0xAA);
        return Frame([0x00, 0x00, 0x90, 0x01, 0x00, 0x04, 0x00, .. text, .. photo]);
    }

    /// <summary>An answer with its head, length and XOR.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        byte[] summed = [(byte)((content.Length + 1) >> 8), (byte)(content.Length + 1), .. content];
        return [0xAA, 0xAA, 0xAA, 0x96, 0x69, .. summed, IdCardCommands.Xor(summed)];
    }

    private void Answer(PipeWriter output, (byte Command, byte Parameter) asked)
    {
        var now = _card;
        var answer = (asked, now) switch
        {
            ((0x20, 0x01), null) => Frame([0x00, 0x00, 0x80]),
            ((0x20, 0x01), _) => Frame([0x00, 0x00, 0x9F, 0x00, 0x00, 0x00, 0x00]),
            ((0x20, 0x02), null) => Frame([0x00, 0x00, 0x81]),
            ((0x20, 0x02), _) => Frame([0x00, 0x00, 0x90, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]),
            ((0x30, 0x01), { } number) => PullsWhileReading ? Content(number)[..600] : Content(number),
            ((0x30, 0x01), null) => Frame([0x00, 0x00, 0x41]),
            _ => Frame([0x00, 0x00, 0x90]),
        };
        if (!IsMute)
        {
            // Small enough for the pipe to take at once.
            _ = output.WriteAsync(answer).AsTask();
        }
    }

    private sealed class CommandReader() : FrameScan<(byte Command, byte Parameter)>(0xAA, 10, null)
    {
        protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out (byte Command, byte Parameter) frame,
            out int used)
        {
            frame = default;
            used = 10;
            if (bytes.Length < 10)
            {
                return FrameFinding.Unfinished;
            }

            frame = (bytes[7], bytes[8]);
            ReadOnlySpan<byte> head = [0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x03];
            return bytes.StartsWith(head) && (0x03 ^ bytes[7] ^ bytes[8]) == bytes[9] ? FrameFinding.Frame : FrameFinding.Noise;
        }
    }
}
