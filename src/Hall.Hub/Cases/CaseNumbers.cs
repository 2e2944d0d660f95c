using System.Globalization;
using Hall.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>
/// The numbers of cases and complaints: the highest that was ever given in a year, and one. A number opens the page of whoever has it, so
/// it is never given again, also when its row was taken out of the file.
/// </summary>
public static class CaseNumbers
{
    /// <summary>What the numbers of complaints begin with.</summary>
    public const string Complaints = "TS";

    /// <summary>What the numbers of cases begin with.</summary>
    public const string Cases = "CP";

    /// <summary>The next number; it counts as given when the change is committed.</summary>
    /// <param name="care">The change.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="kind"><see cref="Complaints"/> or <see cref="Cases"/>.</param>
    /// <param name="year">The hall's year.</param>
    public static async Task<string> NextAsync(CaseDbContext care, string hall, string kind, int year)
    {
        var series = FormattableString.Invariant($"{kind}{year}-");
        var known = await care.Numbers.FindAsync(hall, series);
        if (known is null)
        {
            care.Numbers.Add(known = new() { Hall = hall, Series = series });
        }

        // What an older program numbered is known by its rows only, and its facts outlive a row that was taken out by hand.
        int[] there =
        [
            known.Last,
            await HighestAsync(care.Facts.Where(row => row.Hall == hall).Select(row => row.Number), series),
            kind == Complaints
                ? await HighestAsync(care.Complaints.Where(row => row.Hall == hall).Select(row => row.Number), series)
                : await HighestAsync(care.Cases.Where(row => row.Hall == hall).Select(row => row.Number), series),
        ];
        known.Last = there.Max() + 1;
        return FormattableString.Invariant($"{series}{known.Last:00000}");
    }

    // A longer number is a higher one.
    private static async Task<int> HighestAsync(IQueryable<string> numbers, string series) =>
        await numbers.Where(number => number.StartsWith(series)).OrderByDescending(number => number.Length)
            .ThenByDescending(number => number).FirstOrDefaultAsync() is { } last
        && int.TryParse(last.AsSpan(series.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
