namespace Hall.Devices.Agents;

/// <summary>How an agent itself is.</summary>
/// <param name="At">What its clock says when it reports.</param>
/// <param name="KeptPresses">Presses that wait in its outbox.</param>
/// <param name="SetAside">Presses that were acknowledged and could be booked nowhere; they stand in words on the agent's own page and in
/// its folder.</param>
/// <param name="Standing">The work that does not happen now; empty while all is well.</param>
public sealed record AgentReport(DateTimeOffset At, int KeptPresses, int SetAside, IReadOnlyList<StandingWork> Standing)
{
    /// <summary>Whether it says the same; records compare lists by reference.</summary>
    public bool IsSameAs(AgentReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with { At = other.At, Standing = other.Standing } == other && Standing.SequenceEqual(other.Standing);
    }
}

/// <summary>Work that stands still.</summary>
/// <param name="Work">A code of <see cref="AgentWork"/>.</param>
/// <param name="Since">Since when, by the agent's clock.</param>
/// <param name="Reason">Why, in the words of the system.</param>
public sealed record StandingWork(string Work, DateTimeOffset Since, string Reason);

/// <summary>What an agent does all the time, each by a code that hub and agent have words for.</summary>
public static class AgentWork
{
    /// <summary>Keeping the way to the hub open.</summary>
    public const string Hub = "hub";

    /// <summary>Opening and closing device lines as the hub wants them, and showing on them what it says.</summary>
    public const string Lines = "lines";

    /// <summary>Keeping the list of device lines on the disk, so that a start without the hub has it.</summary>
    public const string DeviceList = "device-list";

    /// <summary>Telling the hub of identity cards.</summary>
    public const string Cards = "cards";

    /// <summary>Taking kept presses to the hub.</summary>
    public const string Presses = "presses";

    /// <summary>Keeping presses on the disk; while it stands, pads are not acknowledged and repeat.</summary>
    public const string Outbox = "outbox";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Hub, Lines, DeviceList, Cards, Presses, Outbox];
}
