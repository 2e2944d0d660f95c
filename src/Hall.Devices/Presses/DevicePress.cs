namespace Hall.Devices.Presses;

/// <summary>Something that was pressed on a device, reported once however often the device repeats it.</summary>
/// <param name="Id">Identifies the press: when recording failed and the pad repeats, the same press comes again under the same id.</param>
/// <param name="Counter">The key that the configuration gives the device's address; means nothing in this assembly.</param>
/// <param name="Address">The device's address on its bus, 0–255.</param>
/// <param name="At">When the frame was read.</param>
public abstract record DevicePress(Guid Id, string Counter, byte Address, DateTimeOffset At);

/// <summary>A rating. Raters are protected: log neither <see cref="Value"/> nor <see cref="Level"/>.</summary>
/// <param name="Value">The number on the wire.</param>
/// <param name="Level">What the configuration says it means.</param>
public sealed record RatingPressed(Guid Id, string Counter, byte Address, DateTimeOffset At, byte Value, PadLevel Level)
    : DevicePress(Id, Counter, Address, At);

/// <summary>A key of the teller.</summary>
/// <param name="Key">What the key means.</param>
/// <param name="Digits">The digits typed before the key, "0" to "9" each; empty when there were none.</param>
public sealed record KeyPressed(Guid Id, string Counter, byte Address, DateTimeOffset At, PadKey Key, string Digits)
    : DevicePress(Id, Counter, Address, At);
