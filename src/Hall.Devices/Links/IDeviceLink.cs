using System.IO.Pipelines;

namespace Hall.Devices.Links;

/// <summary>A way to a device that can be opened, break, and be opened again: a serial port, or memory.</summary>
public interface IDeviceLink
{
    /// <summary>What a person calls it, such as the port's path.</summary>
    string Name { get; }

    /// <summary>Whether its port is plugged in now; null where that cannot be known without opening it. Must return at once.</summary>
    bool? IsThere => null;

    /// <summary>Opens it. When it later breaks, reading ends with a <see cref="LinkException"/>.</summary>
    /// <exception cref="LinkException">It cannot be opened; the message says why, in words for people.</exception>
    Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>An open link. Disposing it closes the link, which must not throw when the device has already gone.</summary>
public interface IDeviceConnection : IDuplexPipe, IAsyncDisposable
{
    /// <summary>Bytes that the other end, or the wire, has taken so far; null where that cannot be known.</summary>
    long? Taken => null;

    /// <summary>The other end threw the connection away, although it may have said good-bye before.</summary>
    bool IsReset => false;

    /// <summary>Closes it after a break: what has not left yet is thrown away.</summary>
    ValueTask DropAsync() => DisposeAsync();
}
