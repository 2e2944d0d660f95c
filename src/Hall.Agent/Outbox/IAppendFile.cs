namespace Hall.Agent.Outbox;

/// <summary>A file that grows at its end; the seam at which a test takes the place of the disk. One caller at a time.</summary>
/// <remarks>Every method throws <see cref="IOException"/> when the disk does not do it, and then the file holds what it held
/// before.</remarks>
public interface IAppendFile : IDisposable
{
    /// <summary>Bytes that are in it for certain.</summary>
    long Length { get; }

    /// <summary>All that is in it.</summary>
    byte[] Read();

    /// <summary>Takes away what stands behind a length.</summary>
    void Cut(long length);

    /// <summary>
    /// Adds something; when it returns, that is on the disk. False when the file is no longer the one that was written to.
    /// </summary>
    bool Append(ReadOnlySpan<byte> bytes);

    /// <summary>Puts something in place of all that is in it, whole or not at all.</summary>
    void Replace(ReadOnlySpan<byte> bytes);
}
