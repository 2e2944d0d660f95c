using Hall.Agent.Clock;
using Hall.Devices.Agents;
using Hall.Devices.Presses;

namespace Hall.Agent.Outbox;

/// <summary>A press as the outbox keeps it.</summary>
/// <param name="EventId">Identifies the press.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Address">The pad's address on its line.</param>
/// <param name="At">When it was pressed, by the agent's clock of that run; for people, since that clock may have been wrong.</param>
/// <param name="Level">The rating; null for a key.</param>
/// <param name="Key">The teller's key; null for a rating.</param>
/// <param name="Digits">Digits typed before the key.</param>
public sealed record KeptPress(
    Guid EventId, string Hall, string Counter, byte Address, DateTimeOffset At, PadLevel? Level, PadKey? Key, string Digits)
{
    /// <summary>When it was pressed, by the counter that its age is told from; null in lines that agents of before 0.2 wrote.</summary>
    public BootMoment? Moment { get; init; }

    /// <summary>A press of a pad.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="press">The press, its instant by the clock.</param>
    /// <param name="clock">The clock.</param>
    public static KeptPress Of(string hall, DevicePress press, AgentClock clock)
    {
        ArgumentNullException.ThrowIfNull(press);
        ArgumentNullException.ThrowIfNull(clock);
        return new(press.Id, hall, press.Counter, press.Address, press.At, (press as RatingPressed)?.Level, (press as KeyPressed)?.Key,
            (press as KeyPressed)?.Digits ?? "") { Moment = clock.MomentOf(press.At) };
    }

    /// <summary>What the hub is told. An age that cannot be known is said to be so: it is never guessed, and never nothing.</summary>
    public PressReport ToReport(AgentClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var age = clock.AgeOf(Moment);
        return new(EventId, Hall, Counter, Address, (long?)age?.TotalMilliseconds ?? PressReport.UnknownAgeMilliseconds, Level, Key,
            Digits) { AgeUnknown = age is null };
    }
}
