using System.Globalization;

namespace Hall.Storage.Ratings;

/// <summary>Days as addresses, files and sentences carry them: of the Gregorian calendar, whatever calendar the machine's language
/// has.</summary>
public static class DayText
{
    /// <summary><c>yyyy-MM-dd</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>yyyyMMdd</c>, for the names of files.</summary>
    public static string Compact(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
