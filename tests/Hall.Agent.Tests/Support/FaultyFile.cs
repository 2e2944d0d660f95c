using Hall.Agent.Outbox;

namespace Hall.Agent.Tests.Support;

/// <summary>
/// A disk in memory that a test fills, pulls and lets a power cut tear: what was synced is there afterwards, and perhaps half of what was
/// not.
/// </summary>
internal sealed class FaultyFile : IAppendFile
{
    private byte[] _disk = [];

    /// <summary>Whether the next operation fails; asked once for each.</summary>
    public Func<bool> IsRefused { get; set; } = () => false;

    public long Length => _disk.Length;

    /// <summary>What a program finds that starts now.</summary>
    public byte[] Contents => _disk;

    public byte[] Read() => [.. _disk];

    public bool Append(ReadOnlySpan<byte> bytes)
    {
        Fail();
        _disk = [.. _disk, .. bytes];
        return true;
    }

    public void Replace(ReadOnlySpan<byte> bytes)
    {
        Fail();
        _disk = bytes.ToArray();
    }

    public void Cut(long length)
    {
        Fail();
        _disk = _disk[..(int)length];
    }

    /// <summary>A power cut in the middle of a write.</summary>
    public void Tear(ReadOnlySpan<byte> half) => _disk = [.. _disk, .. half];

    public void Dispose()
    {
        // What is on the disk stays there for the next that opens it.
    }

    private void Fail()
    {
        if (IsRefused())
        {
            throw new IOException("No space left on device");
        }
    }
}
