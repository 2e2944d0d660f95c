using System.Buffers.Binary;

namespace Hall.Hub.Voice;

/// <summary>PCM sound, 22050 Hz, one channel, 16 bits little-endian: the format that espeak-ng writes (RIFF WAVE, format 1).</summary>
public static class WaveFile
{
    /// <summary>Samples per second.</summary>
    public const int Rate = 22050;

    private const int HeaderBytes = 44;

    /// <summary>A file with these samples, as bytes of PCM.</summary>
    public static byte[] Write(ReadOnlySpan<byte> samples)
    {
        var file = new byte[HeaderBytes + samples.Length];
        var head = file.AsSpan();
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], 16);
        "data"u8.CopyTo(head[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[40..], samples.Length);
        samples.CopyTo(head[HeaderBytes..]);
        return file;
    }

    /// <summary>The samples of a file in this format with the plain header of 44 bytes.</summary>
    /// <exception cref="InvalidDataException">It is no such file.</exception>
    public static byte[] Samples(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderBytes || !file[..4].SequenceEqual("RIFF"u8) || !file[36..40].SequenceEqual("data"u8)
            || BinaryPrimitives.ReadInt16LittleEndian(file[22..]) != 1 || BinaryPrimitives.ReadInt32LittleEndian(file[24..]) != Rate
            || BinaryPrimitives.ReadInt16LittleEndian(file[34..]) != 16)
        {
            throw new InvalidDataException("The voice wrote no 22050 Hz mono 16-bit WAV file.");
        }

        return file[HeaderBytes..].ToArray();
    }

    /// <summary>Silence of some milliseconds.</summary>
    public static byte[] Silence(int milliseconds) => new byte[Rate * milliseconds / 1000 * 2];
}
