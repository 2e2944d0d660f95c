using Hall.Devices.Discovery;
using Hall.Devices.Lines;
using Hall.Devices.Slips;

namespace Hall.Devices.Agents;

/// <summary>Something the hub wants an agent to do now, and to answer by <see cref="AgentContract.Answer"/>.</summary>
/// <param name="Id">Identifies the order.</param>
/// <param name="Kind">What.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Line">The line; empty for a discovery.</param>
public sealed record DeviceOrder(Guid Id, OrderKind Kind, string Hall, string Line)
{
    /// <summary>Whose device is tried; empty where the line has one.</summary>
    public string Counter { get; init; } = "";

    /// <summary>Which trial.</summary>
    public DeviceTest Test { get; init; }

    /// <summary>What a trial shows.</summary>
    public string Text { get; init; } = "";

    /// <summary>What a slip says; null otherwise.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>The lists of a slip.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Lists { get; init; }

    /// <summary>A WAV file as base 64; null otherwise.</summary>
    public byte[]? Wave { get; init; }
}

/// <summary>What an agent is ordered to do.</summary>
public enum OrderKind
{
    /// <summary>Try a device out.</summary>
    Test,

    /// <summary>Tell the last frames.</summary>
    Frames,

    /// <summary>Print a slip.</summary>
    Print,

    /// <summary>Play an announcement.</summary>
    Play,

    /// <summary>Look for ports and what answers there.</summary>
    Discover,
}

/// <summary>What became of an order.</summary>
/// <param name="Id">The order.</param>
/// <param name="Done">Whether it was carried out.</param>
/// <param name="Sentence">Why not; empty when done.</param>
public sealed record OrderAnswer(Guid Id, bool Done, string Sentence = "")
{
    /// <summary>What became of a trial.</summary>
    public TestResult? Test { get; init; }

    /// <summary>
    /// What the agent's clock says when it answers; the frames' instants are of the same clock. Null from agents of before 0.2.
    /// </summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The last frames.</summary>
    public IReadOnlyList<FrameNote>? Frames { get; init; }

    /// <summary>What became of a slip.</summary>
    public PrintOutcome? Printed { get; init; }

    /// <summary>How many papers may have come out.</summary>
    public int Copies { get; init; }

    /// <summary>What was found.</summary>
    public IReadOnlyList<PortProposal>? Proposals { get; init; }
}
