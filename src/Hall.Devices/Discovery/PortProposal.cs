namespace Hall.Devices.Discovery;

/// <summary>A port that was found, and what may hang on it.</summary>
/// <param name="Port">Its name, one that outlives a change of socket where the system gives one.</param>
/// <param name="Protocol">The protocol of the driver that got an answer, or that the kind of port speaks for; empty when none did.</param>
/// <param name="Answered">Whether a device answered; otherwise the protocol is a guess.</param>
/// <param name="Line">The line that has it already; empty for none.</param>
/// <param name="Trouble">Why it could not be tried, as a sentence; empty when it could.</param>
public sealed record PortProposal(string Port, string Protocol, bool Answered, string Line, string Trouble)
{
    /// <summary>The speed at which it answered, in baud; 0 when none did or where there is none.</summary>
    public int BaudRate { get; init; }
}
