namespace Hall.Devices.Slips;

/// <summary>What became of a slip.</summary>
public enum PrintOutcome
{
    /// <summary>The printer said so, in its turn.</summary>
    Printed,

    /// <summary>All bytes went out over a line that lived, to a printer that confirms nothing; more cannot be known.</summary>
    Sent,

    /// <summary>Certainly nothing was printed: the kiosk shows the ticket instead.</summary>
    NotPrinted,

    /// <summary>Something may have been printed, a whole paper too: the kiosk says that it is not known.</summary>
    Unknown,
}

/// <summary>What became of a slip, and why.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Copies">How many papers may have come out; above 1 the last is marked as a copy.</param>
/// <param name="Reason">Why it was not printed, or why that is not known, as a sentence for people; empty when it was.</param>
/// <param name="Lacking">Characters that the printer lacks, printed as 〓.</param>
public sealed record PrintResult(PrintOutcome Outcome, int Copies, string Reason, IReadOnlyList<string> Lacking);
