using System.IO.Pipelines;

namespace Hall.Devices.Connections;

/// <summary>A line that knows how it ended, and what of the bytes that were written has left.</summary>
public interface IWatchedLine : IDuplexPipe
{
    /// <summary>
    /// Bytes that were written and that the other end, or the wire, has not taken yet; null where that cannot be known. After the end, as
    /// it was then: those never went out.
    /// </summary>
    long? Unsent { get; }

    /// <summary>
    /// The other end said good-bye, as a printer does that closes its connection after each job. False while the line lives, when it broke,
    /// and when it was thrown away right after.
    /// </summary>
    bool IsClosedInOrder { get; }
}
