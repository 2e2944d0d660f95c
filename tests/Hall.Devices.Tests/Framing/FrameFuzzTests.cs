using System.Buffers;
using CsCheck;
using Hall.Benchmarks.Windows;

namespace Hall.Devices.Tests.Framing;

public sealed class FrameFuzzTests
{
    // The sum of a strip does not cover its address; nobody but an emulator reads that frame.
    private const int StripAddresses = 255;

    public static TheoryData<string> Readers => [.. FrameReaders.All.Select(reader => reader.Name)];

    [Fact]
    public void Run_ShortAndSeeded_NoReaderThrowsOrTakesOneDamagedByte()
    {
        foreach (var (name, result) in FrameFuzz.Run(100_000, seed: 1, trials: 20_000))
        {
            Assert.True(result.OneDamagedAccepted is null or 0
                || (name.StartsWith("strip", StringComparison.Ordinal) && result.OneDamagedAccepted == StripAddresses), name);
            Assert.True(result.ManyDamagedAccepted is null || result.ManyDamagedAccepted < result.ManyDamaged / 128, name);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Read_NoiseBeforeAndBetween_FindsBothFrames(string name)
    {
        var (_, read, frame, _) = FrameReaders.All.Single(reader => reader.Name == name);
        Assert.Equal(2, Frames(read, [.. frame, .. frame]));
        if (FrameReaders.All.Single(reader => reader.Name == name).HasSum)
        {
            Gen.Byte.Array[0, 40].Sample(noise => Frames(read, [.. noise, .. frame, .. noise, .. frame]) >= 1, iter: 200);
        }
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void Read_GoodFrames_AllocateNothing(string name)
    {
        var (_, read, frame, _) = FrameReaders.All.Single(reader => reader.Name == name);
        var isRead = name is "ff68" or "qsystem" or "ascii" or "onbon" or "lamp answer" or "escpos reply" or "input event" or "hid report";
        var line = Enumerable.Repeat(frame, 100).SelectMany(bytes => bytes).ToArray();
        Frames(read, [.. line]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Frames(read, line);

        // The readers of emulators, and those of a card or a message, which come one at a time, may allocate.
        Assert.True(!isRead || GC.GetAllocatedBytesForCurrentThread() - before == 0, name);
    }

    private static int Frames(ReadAll read, byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        return read(ref buffer, lineIdle: true);
    }
}
