namespace Hall.Hub.Demonstration;

/// <summary>How busy a demonstration's day is: a surge at opening, a dip at lunch, a quiet end; mean about 1.</summary>
public static class MorningCurve
{
    private static readonly (double Hour, double Factor)[] Points =
    [
        (0, 1.6), (0.5, 1.4), (1, 1.15), (2, 1.0), (3, 0.85), (3.5, 0.4), (4.75, 0.45), (5.25, 1.1), (6.5, 1.0), (8, 0.7), (8.5, 0.5),
    ];

    /// <summary>Length of the day, hours; then it begins again.</summary>
    public const double DayHours = 8.5;

    /// <summary>Arrivals relative to the mean, at so many hours after opening.</summary>
    public static double At(double hours)
    {
        var hour = hours % DayHours;
        for (var i = 1; i < Points.Length; i++)
        {
            if (hour <= Points[i].Hour)
            {
                var (from, low) = Points[i - 1];
                var (to, high) = Points[i];
                return low + ((high - low) * (hour - from) / (to - from));
            }
        }

        return Points[^1].Factor;
    }
}
