namespace Hall.Devices.EscPos;

/// <summary>How a printer is, from its answers to DLE EOT 1, 2, 3 and 4.</summary>
/// <param name="Answers">It answered at all.</param>
/// <param name="IsOffline">It does not print now.</param>
/// <param name="IsCoverOpen">Its cover is open.</param>
/// <param name="IsPaperOut">There is no paper.</param>
/// <param name="IsPaperLow">Paper for some tickets only.</param>
/// <param name="HasFault">Its knife or something else in it is stuck.</param>
public sealed record PrinterStatus(bool Answers, bool IsOffline, bool IsCoverOpen, bool IsPaperOut, bool IsPaperLow, bool HasFault)
{
    /// <summary>Nothing is known.</summary>
    public static PrinterStatus Unknown { get; } = new(false, false, false, false, false, false);

    /// <summary>Something came, but no answer: the line has another speed, or another device hangs on it.</summary>
    public static PrinterStatus Garbled { get; } = Unknown with { IsGarbled = true };

    /// <summary>What it says is no answer.</summary>
    public bool IsGarbled { get; init; }

    /// <summary>It can print.</summary>
    public bool IsReady => Answers && !IsOffline && !IsCoverOpen && !IsPaperOut && !HasFault;

    /// <summary>Why it cannot print, as a sentence for people; empty when it can.</summary>
    public string Reason => this switch
    {
        { IsGarbled: true } => "What the printer answers makes no sense. Is the speed of the line right?",
        { Answers: false } => "The printer does not answer. Is it switched on?",
        { IsCoverOpen: true } => "The printer's cover is open. Close it.",
        { IsPaperOut: true } => "The printer has no paper. Put in a new roll.",
        { HasFault: true } => "The printer reports a fault. Switch it off and on, and look at its knife.",
        { IsOffline: true } => "The printer is offline. Is somebody pressing its feed key?",
        _ => "",
    };

    /// <summary>Reads the four answers.</summary>
    public static PrinterStatus Of(byte printer, byte offline, byte error, byte paper) => new(
        true,
        (printer & 0x08) != 0,
        (offline & 0x04) != 0,
        (paper & 0x60) != 0 || (offline & 0x20) != 0,
        (paper & 0x0C) != 0,
        (error & 0x68) != 0);
}
