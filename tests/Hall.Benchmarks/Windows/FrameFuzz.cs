using System.Buffers;

namespace Hall.Benchmarks.Windows;

/// <summary>
/// Random bytes, and good frames with damage, through every reader: none may throw, and none with a sum may accept a frame with one
/// damaged byte. What the sums let through when two bytes or more are damaged is counted.
/// </summary>
internal static class FrameFuzz
{
    private const int Piece = 4096;

    /// <param name="bytes">Random bytes for each reader.</param>
    /// <param name="seed">The same seed gives the same bytes.</param>
    /// <param name="trials">Frames with several damaged bytes for each reader.</param>
    public static IReadOnlyDictionary<string, FuzzResult> Run(long bytes, int seed, int trials = 1_000_000) =>
        FrameReaders.All.ToDictionary(reader => reader.Name, reader =>
    {
        var chance = new Random(seed);
        return new FuzzResult(
            bytes, Random(reader.Read, bytes, chance), reader.HasSum ? OneDamaged(reader.Read, reader.Frame) : null,
            reader.HasSum ? trials : null, reader.HasSum ? ManyDamaged(reader.Read, reader.Frame, chance, trials) : null);
    });

    private static long Random(ReadAll read, long bytes, Random chance)
    {
        var (frames, held) = (0L, Array.Empty<byte>());
        for (var done = 0L; done < bytes; done += Piece)
        {
            // What is left of one piece comes before the next, as on a line; now and then the line falls silent.
            var piece = new byte[held.Length + Piece];
            held.CopyTo(piece, 0);
            chance.NextBytes(piece.AsSpan(held.Length));
            var buffer = new ReadOnlySequence<byte>(piece);
            frames += read(ref buffer, lineIdle: chance.Next(8) == 0);
            held = buffer.ToArray();
            if (held.Length > Piece)
            {
                throw new InvalidOperationException("A reader holds on to more than a frame can have.");
            }
        }

        return frames;
    }

    private static int OneDamaged(ReadAll read, byte[] frame)
    {
        var accepted = 0;
        for (var at = 0; at < frame.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                if (value != frame[at])
                {
                    var damaged = frame.ToArray();
                    damaged[at] = (byte)value;
                    accepted += Accepted(read, damaged, frame);
                }
            }
        }

        return accepted;
    }

    private static int ManyDamaged(ReadAll read, byte[] frame, Random chance, int trials)
    {
        var accepted = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            var damaged = frame.ToArray();
            for (var times = chance.Next(2, 5); times > 0; times--)
            {
                damaged[chance.Next(frame.Length)] = (byte)chance.Next(256);
            }

            accepted += damaged.AsSpan().SequenceEqual(frame) ? 0 : Accepted(read, damaged, frame);
        }

        return accepted;
    }

    // A frame that is found whole behind a damaged lead, such as the eight A5 of an Onbon card, is not a damaged frame.
    private static int Accepted(ReadAll read, byte[] damaged, byte[] frame)
    {
        var buffer = new ReadOnlySequence<byte>(damaged);
        var found = read(ref buffer, lineIdle: true);
        var lead = frame.AsSpan().IndexOfAnyExcept((byte)0xA5);
        var isWholeBehindLead = lead > 0 && damaged.AsSpan(lead).SequenceEqual(frame.AsSpan(lead));
        return isWholeBehindLead ? 0 : found;
    }
}

/// <summary>What a reader did.</summary>
/// <param name="Bytes">Random bytes that it stood.</param>
/// <param name="FramesInRandomBytes">What in them it took for frames.</param>
/// <param name="OneDamagedAccepted">Of a frame with one byte replaced, every byte by every value: accepted. Null where the protocol has no
/// sum.</param>
/// <param name="ManyDamaged">Frames with two to four bytes replaced.</param>
/// <param name="ManyDamagedAccepted">Of those, accepted.</param>
internal sealed record FuzzResult(long Bytes, long FramesInRandomBytes, int? OneDamagedAccepted, int? ManyDamaged,
    int? ManyDamagedAccepted);
