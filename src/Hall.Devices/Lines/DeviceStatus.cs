namespace Hall.Devices.Lines;

/// <summary>What is known of one device of a line.</summary>
/// <param name="Address">Its address on the line.</param>
/// <param name="Counter">Its counter key.</param>
/// <param name="LastFrameAt">When a valid frame of it was last read; null if never.</param>
/// <param name="AskedUnheard">How often it was asked for a rating since it was last heard.</param>
/// <param name="IsMute">It was asked so often (20 by default) without a word that somebody should look at it.</param>
public sealed record DeviceStatus(byte Address, string Counter, DateTimeOffset? LastFrameAt, int AskedUnheard, bool IsMute);
