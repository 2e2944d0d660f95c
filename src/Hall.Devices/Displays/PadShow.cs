namespace Hall.Devices.Displays;

/// <summary>
/// What the devices of a counter should show: the counter's whole state, so that a device that missed something is right again with the
/// next one. Nothing in it is an order to be carried out once.
/// </summary>
/// <param name="Hall">The hall.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Evaluate">The citizen who was served last is asked to rate, and nobody else stands at the counter.</param>
/// <param name="Number">The ticket's last three digits; null is blank.</param>
/// <param name="Waiting">How many wait; null is blank.</param>
public sealed record PadShow(string Hall, string Counter, bool Evaluate, int? Number, int? Waiting)
{
    /// <summary>The whole number of the ticket at the counter, for lamps and boards; empty for none.</summary>
    public string Ticket { get; init; } = "";

    /// <summary>The ticket is being served and no longer called: lamps change their colour.</summary>
    public bool Serving { get; init; }

    /// <summary>Whether somebody works at the counter.</summary>
    public WindowState State { get; init; }

    /// <summary>
    /// Which question <see cref="Evaluate"/> asks: one that stays the same is not asked again. Empty for one without a name.
    /// </summary>
    public string Question { get; init; } = "";

    /// <summary>For how long from now the question stands, in milliseconds; null where that is not known.</summary>
    public long? QuestionMilliseconds { get; init; }

    /// <summary>The announcement of the ticket at the counter, which grows with each; 0 for none.</summary>
    public long Call { get; init; }

    /// <summary>How long ago that was, in milliseconds.</summary>
    public long CallMilliseconds { get; init; }
}

/// <summary>Whether somebody works at a window.</summary>
public enum WindowState
{
    /// <summary>Open; whether somebody is called or served says the ticket.</summary>
    Open,

    /// <summary>Calls nobody for a while.</summary>
    Paused,

    /// <summary>Nobody works there.</summary>
    Closed,
}
