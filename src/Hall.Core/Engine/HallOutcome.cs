using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;

namespace Hall.Core.Engine;

/// <summary>What became of a command, after it was made durable. Immutable and serialisable.</summary>
public sealed record HallOutcome
{
    /// <summary>Why nothing happened; null when the command was carried out.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>Sequence of the first event of the command; 0 when there was none.</summary>
    public long FirstSequence { get; init; }

    /// <summary>Names of its events, in order.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The ticket it concerned, as it stands after it; null when none.</summary>
    public TicketView? Ticket { get; init; }

    /// <summary>The leg that it rated; null when it rated none.</summary>
    public int? RatedLeg { get; init; }

    /// <summary>Why a press on a pad counted for nothing; null when it was none such.</summary>
    public UnmatchedPressKind? Stray { get; init; }

    /// <summary>The counter it concerned, as it stands after it; null when none.</summary>
    public Counter? Counter { get; init; }

    /// <summary>The matters that it concerned, in the order of its events; null when none.</summary>
    public IReadOnlyList<MatterNumber>? Matters { get; init; }

    /// <summary>The question that it opened or answered; null when none.</summary>
    public long? Enquiry { get; init; }

    /// <summary>Codes that the citizen is told.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether it was carried out.</summary>
    public bool Succeeded => Rejection is null;
}
