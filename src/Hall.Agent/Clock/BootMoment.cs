namespace Hall.Agent.Clock;

/// <summary>A moment by a counter that no correction of the clock moves: it runs from one start of the computer to the next.</summary>
/// <param name="Boot">Identifies the start of the computer.</param>
/// <param name="Milliseconds">Since that start, sleep included.</param>
public sealed record BootMoment(string Boot, long Milliseconds);
