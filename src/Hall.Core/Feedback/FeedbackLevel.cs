namespace Hall.Core.Feedback;

/// <summary>
/// Satisfaction by name. Numbers exist only at boundaries, because the two national codings run in opposite directions
/// (GB/T 39046-2020 A.8: 1 is the best; the national exchange interface: 5 is the best).
/// </summary>
public enum FeedbackLevel
{
    /// <summary>非常满意.</summary>
    VerySatisfied,

    /// <summary>满意.</summary>
    Satisfied,

    /// <summary>基本满意.</summary>
    BasicallySatisfied,

    /// <summary>不满意, a bad review.</summary>
    Dissatisfied,

    /// <summary>非常不满意, a bad review.</summary>
    VeryDissatisfied,
}

/// <summary>The way a rating came (exchange interface: 1 PC, 2 mobile, 3 QR code, 4 hall pad, 5 other hall terminal).</summary>
public enum FeedbackChannel
{
    /// <summary>A computer.</summary>
    Computer,

    /// <summary>A mobile application.</summary>
    Mobile,

    /// <summary>The QR code on the ticket.</summary>
    QrCode,

    /// <summary>The pad at the window.</summary>
    Pad,

    /// <summary>Another terminal in the hall.</summary>
    OtherTerminal,
}

/// <summary>Why a press on a pad changed nothing; each kind is counted.</summary>
public enum UnmatchedPressKind
{
    /// <summary>After the pad's minute.</summary>
    Late,

    /// <summary>The leg was rated already.</summary>
    Second,

    /// <summary>No visit had ended at that counter.</summary>
    Orphan,

    /// <summary>The visit that was rated ended at another window.</summary>
    Foreign,

    /// <summary>
    /// When it was pressed cannot be known, so neither can whose visit it was for: an agent kept it, and its computer was started again
    /// before the hub could be reached.
    /// </summary>
    Undated,
}
