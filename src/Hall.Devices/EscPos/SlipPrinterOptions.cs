namespace Hall.Devices.EscPos;

/// <summary>Spans of time and bounds of a printer.</summary>
public sealed record SlipPrinterOptions
{
    /// <summary>False for a printer that never answers, such as one at a one-way cable: nothing is asked and nothing confirmed.</summary>
    public bool Answers { get; init; } = true;

    /// <summary>
    /// An answer to a status question; a printer gives it at once. One that was seen to be slower is given up to four times as long.
    /// </summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>From the last byte to the printer's word that everything is on paper. A long ticket at 9600 baud takes 3 s.</summary>
    public TimeSpan PrintWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Writing all bytes, beside the time that they take at 9600 baud.</summary>
    public TimeSpan WriteWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After this long without an answer to anything before it, what a printer still holds has been printed.</summary>
    public TimeSpan QuietAfter { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long a printer that confirms nothing is watched after a slip went out: a line that breaks now was dead already.
    /// </summary>
    public TimeSpan WatchAfter { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// A printer that closes its connection after each job is back within this; one that lost its power takes longer to start.
    /// </summary>
    public TimeSpan BackWithin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between two attempts, and between two looks at a waiting printer.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>After this long without paper in hand a citizen is better served by the screen.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often an unoccupied printer is asked how it is.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many papers at most for one ticket.</summary>
    public int MostCopies { get; init; } = 2;

    /// <summary>How many slips may wait, the one in print included; more are turned away at once.</summary>
    public int MostWaiting { get; init; } = 8;
}
