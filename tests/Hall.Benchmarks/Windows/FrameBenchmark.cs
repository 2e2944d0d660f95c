using System.Buffers;

namespace Hall.Benchmarks.Windows;

/// <summary>How fast each reader is, and what it allocates a frame.</summary>
internal static class FrameBenchmark
{
    private const int Bytes = 1 << 16;
    private const int Rounds = 200;

    public static object Run() => FrameReaders.All.ToDictionary(reader => reader.Name, reader => Measure(reader.Read, reader.Frame));

    private static object Measure(ReadAll read, byte[] frame)
    {
        var line = new byte[Bytes / frame.Length * frame.Length];
        for (var at = 0; at < line.Length; at += frame.Length)
        {
            frame.CopyTo(line, at);
        }

        // Into a buffer of its own each time, because the reader of identity cards wipes what it has read.
        var buffer = new byte[line.Length];
        for (var round = 0; round < 20; round++)
        {
            ReadOnce(read, line, buffer);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var startedAt = TimeProvider.System.GetTimestamp();
        var frames = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            frames += ReadOnce(read, line, buffer);
        }

        var seconds = TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return new
        {
            framesPerSecond = Math.Round(frames / seconds),
            megabytesPerSecond = Math.Round((double)line.Length * Rounds / seconds / 1e6, 1),
            bytesAllocatedPerFrame = Math.Round((double)allocated / frames, 3),
        };
    }

    private static int ReadOnce(ReadAll read, byte[] line, byte[] buffer)
    {
        line.CopyTo(buffer, 0);
        var delivered = new ReadOnlySequence<byte>(buffer);
        return read(ref delivered, lineIdle: true);
    }
}
