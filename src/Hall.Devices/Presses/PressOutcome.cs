namespace Hall.Devices.Presses;

/// <summary>What became of a press.</summary>
public enum PressOutcome
{
    /// <summary>Durable. The device is told that it was heard.</summary>
    Recorded,

    /// <summary>Understood and turned down (no visit, outside the minute, a second press). The device is told that it was heard.</summary>
    Refused,

    /// <summary>
    /// Could not be made durable. The device is told nothing, so it repeats, and the press comes again under the same id.
    /// </summary>
    NotRecorded,
}

/// <summary>
/// Makes a press durable. Its task completes when the press is safe: only then is the device answered, which should be within 200 ms.
/// An exception counts as <see cref="PressOutcome.NotRecorded"/>. Presses of one address come one after another in order; those of
/// different addresses may come at once. The token is cancelled when the bus stops, not when the line breaks.
/// </summary>
public delegate Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancellationToken);
