using Hall.Devices.Agents;
using Hall.Devices.Presses;

namespace Hall.Agent.Outbox;

/// <summary>A press as the outbox keeps it.</summary>
/// <param name="EventId">Identifies the press.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Address">The pad's address on its line.</param>
/// <param name="At">When it was pressed, by this computer's clock.</param>
/// <param name="Level">The rating; null for a key.</param>
/// <param name="Key">The teller's key; null for a rating.</param>
/// <param name="Digits">Digits typed before the key.</param>
public sealed record KeptPress(
    Guid EventId, string Hall, string Counter, byte Address, DateTimeOffset At, PadLevel? Level, PadKey? Key, string Digits)
{
    /// <summary>A press of a pad.</summary>
    public static KeptPress Of(string hall, DevicePress press)
    {
        ArgumentNullException.ThrowIfNull(press);
        return new(press.Id, hall, press.Counter, press.Address, press.At, (press as RatingPressed)?.Level, (press as KeyPressed)?.Key,
            (press as KeyPressed)?.Digits ?? "");
    }

    /// <summary>What the hub is told.</summary>
    public PressReport ToReport(DateTimeOffset now) =>
        new(EventId, Hall, Counter, Address, Math.Max(0, (long)(now - At).TotalMilliseconds), Level, Key, Digits);
}
