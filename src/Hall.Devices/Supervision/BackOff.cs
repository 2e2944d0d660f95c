namespace Hall.Devices.Supervision;

/// <summary>
/// How long to wait before opening a link again: doubling from <see cref="First"/> to <see cref="Longest"/>, spread by chance.
/// </summary>
public sealed record BackOff
{
    /// <summary>The wait after the first failure.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait: also after a night without the line it is back this soon.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How often a port that is not plugged in is looked for meanwhile; that costs nothing, and cleaners plug it in again at any time.
    /// </summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A link that stayed open this long starts again from <see cref="First"/> when it breaks.</summary>
    public TimeSpan SteadyAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The wait after a failure.</summary>
    /// <param name="failuresBefore">How many failures in a row went before this one.</param>
    /// <param name="jitter">From 0 to below 1; the wait is between half and all of the nominal one, so that many ports do not move in
    /// step.</param>
    public TimeSpan After(int failuresBefore, double jitter)
    {
        var nominal = Math.Min(First.TotalMilliseconds * Math.Pow(2, Math.Min(failuresBefore, 30)), Longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(nominal * (0.5 + (0.5 * Math.Clamp(jitter, 0, 1))));
    }
}
