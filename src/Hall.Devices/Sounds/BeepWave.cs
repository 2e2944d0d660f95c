using System.Buffers.Binary;

namespace Hall.Devices.Sounds;

/// <summary>A third of a second of 880 Hz as a WAV file: 16,000 samples a second, one channel, 16 bits.</summary>
internal static class BeepWave
{
    private const int Rate = 16_000;

    /// <summary>The file.</summary>
    public static byte[] Bytes { get; } = Make();

    private static byte[] Make()
    {
        var samples = Rate / 3;
        var wave = new byte[44 + (samples * 2)];
        "RIFF"u8.CopyTo(wave);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(4), wave.Length - 8);
        "WAVEfmt "u8.CopyTo(wave.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(24), Rate);
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(28), Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(34), 16);
        "data"u8.CopyTo(wave.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(wave.AsSpan(40), samples * 2);
        for (var sample = 0; sample < samples; sample++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(wave.AsSpan(44 + (sample * 2)),
                (short)(8000 * Math.Sin(2 * Math.PI * 880 * sample / Rate)));
        }

        return wave;
    }
}
