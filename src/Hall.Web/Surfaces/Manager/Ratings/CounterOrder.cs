using System.Globalization;

namespace Hall.Web.Surfaces.Manager.Ratings;

/// <summary>Counters in the order in which people count them: 2 before 10, what is no number after those.</summary>
internal static class CounterOrder
{
    /// <summary>A text that sorts as the counter does.</summary>
    public static string Of(string counter) =>
        int.TryParse(counter, CultureInfo.InvariantCulture, out var number) ? number.ToString("D6", CultureInfo.InvariantCulture) : counter;
}
