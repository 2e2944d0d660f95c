namespace Hall.Devices.EscPos;

/// <summary>
/// What was learnt of a printer: whether it says, in its turn, that it has printed. It is learnt anew when that changes, for a printer may
/// be exchanged for another.
/// </summary>
internal sealed class PrinterHabits
{
    /// <summary>
    /// So many papers in a row without a word, from a printer that was well, and it is taken for one that confirms nothing.
    /// </summary>
    private const int SilentAfter = 4;
    private int _unconfirmedInARow;

    /// <summary>Null while nothing is known.</summary>
    public bool? Confirms { get; private set; }

    /// <summary>Notes how a try ended.</summary>
    public void Note(AttemptEnd end)
    {
        _unconfirmedInARow = end is AttemptEnd.Unconfirmed or AttemptEnd.Noisy or AttemptEnd.Stuck ? _unconfirmedInARow + 1 : 0;
        Confirms = end switch
        {
            AttemptEnd.Confirmed or AttemptEnd.ConfirmedEarlier => true,
            AttemptEnd.Unconfirmed or AttemptEnd.Noisy or AttemptEnd.Stuck when Confirms != true || _unconfirmedInARow >= SilentAfter =>
                false,
            _ => Confirms,
        };
    }
}
