namespace Hall.Web.Surfaces.Teller;

/// <summary>How long a pause of each reason usually takes.</summary>
public static class CounterPause
{
    /// <summary>A short break, minutes: the only pause that needs no question.</summary>
    public const int ShortMinutes = 10;

    /// <summary>Minutes by reason, in the order of the reasons' words; who was sent here need not wait for the end of a long one.</summary>
    public static IReadOnlyList<int> Minutes { get; } = [ShortMinutes, 60, 10, 30];
}
