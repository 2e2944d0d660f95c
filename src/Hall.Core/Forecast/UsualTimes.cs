namespace Hall.Core.Forecast;

/// <summary>How long the moments between two services take in halls of which nothing has been heard.</summary>
public static class UsualTimes
{
    /// <summary>Walk to a counter where nothing has been heard, seconds.</summary>
    public const double WalkSeconds = 15;

    /// <summary>Gap between two customers where nothing has been heard, seconds.</summary>
    public const double GapSeconds = 10;
}
