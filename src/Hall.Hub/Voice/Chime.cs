using System.Buffers.Binary;

namespace Hall.Hub.Voice;

/// <summary>Two soft falling tones that make people look up.</summary>
public static class Chime
{
    /// <summary>The chime's samples, made once.</summary>
    public static ReadOnlyMemory<byte> Samples { get; } = (byte[])[.. Tone(659.25), .. Tone(523.25)];

    private static byte[] Tone(double hertz)
    {
        var tone = new byte[WaveFile.Rate * 2 / 5 * 2];
        for (var i = 0; i < tone.Length / 2; i++)
        {
            var seconds = (double)i / WaveFile.Rate;
            var loudness = 9000 * Math.Min(1, seconds / 0.01) * Math.Exp(-7 * seconds);
            var sample = (short)(loudness * Math.Sin(2 * Math.PI * hertz * seconds));
            BinaryPrimitives.WriteInt16LittleEndian(tone.AsSpan(i * 2), sample);
        }

        return tone;
    }
}
