namespace Hall.Core.Tickets;

/// <summary>A range of wait, said as what it is: half wait no longer than P50, nine in ten no longer than P90.</summary>
/// <param name="P50Seconds">Median, seconds.</param>
/// <param name="P90Seconds">Ninth decile, seconds.</param>
public sealed record WaitEstimate(int P50Seconds, int P90Seconds)
{
    /// <summary>Waits beyond this are not told apart: it stands for all of them, seconds.</summary>
    public const int LongestSeconds = 4 * 3600;
}
