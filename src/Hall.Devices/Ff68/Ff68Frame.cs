using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hall.Devices.Ff68;

/// <summary>One frame, without its wrapping, kept in place so that reading it allocates nothing. Equal when all bytes are.</summary>
public readonly struct Ff68Frame : IEquatable<Ff68Frame>
{
    private readonly PayloadBytes _payload;
    private readonly byte _length;

    /// <param name="address">The pad's address.</param>
    /// <param name="payload">What stands between the address and the sum; copied. At most 31 bytes.</param>
    public Ff68Frame(byte address, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, MaximumLength - 1);
        Address = address;
        payload.CopyTo(_payload);
        _length = (byte)payload.Length;
    }

    /// <summary>The frame of bytes that were made of one, <c>FF 68 LEN LEN 68 ADDR … CHK 16</c>; nothing is checked.</summary>
    internal static Ff68Frame OfBytes(ReadOnlySpan<byte> bytes) => new(bytes[5], bytes[6..^2]);

    /// <summary>
    /// The largest LEN believed, in bytes. The longest known frame has 8; a larger LEN is noise, so it cannot swallow what follows.
    /// </summary>
    public const int MaximumLength = 32;

    /// <summary>The pad's address, in both directions.</summary>
    public byte Address { get; }

    /// <summary>FUNC and DATA, or digits and key: what stands between the address and the sum.</summary>
    [UnscopedRef]
    public ReadOnlySpan<byte> Payload => ((ReadOnlySpan<byte>)_payload)[.._length];

    public bool Equals(Ff68Frame other) => Address == other.Address && Payload.SequenceEqual(other.Payload);

    public override bool Equals(object? obj) => obj is Ff68Frame other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Address);
        hash.AddBytes(Payload);
        return hash.ToHashCode();
    }

    public static bool operator ==(Ff68Frame left, Ff68Frame right) => left.Equals(right);

    public static bool operator !=(Ff68Frame left, Ff68Frame right) => !left.Equals(right);

    [InlineArray(MaximumLength - 1)]
    private struct PayloadBytes
    {
        private byte _first;
    }

    public override string ToString() => $"{Address:X2}: {Convert.ToHexString(Payload)}";
}
