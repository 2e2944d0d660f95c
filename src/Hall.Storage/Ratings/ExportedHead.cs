using System.Globalization;

namespace Hall.Storage.Ratings;

/// <summary>The end of a hall's chain as it was written outside the database on some day.</summary>
/// <param name="Day">UTC day of the export.</param>
/// <param name="Link">Place of the last rating.</param>
/// <param name="Mac">The chain's hash there.</param>
public sealed record ExportedHead(DateOnly Day, long Link, byte[] Mac)
{
    /// <summary>The file of a hall's heads, one a line; a supervisor copies it to where the hub's administrator cannot reach.</summary>
    public static string FileOf(string dataFolder, string hall) => Path.Combine(dataFolder, "heads", $"{hall}.csv");

    /// <summary>As a line.</summary>
    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Day:yyyy-MM-dd},{Link},{Convert.ToHexStringLower(Mac)}");

    /// <summary>The last head in a file; null when there is none.</summary>
    /// <exception cref="InvalidDataException">The last line is no head.</exception>
    public static ExportedHead? Last(string file)
    {
        if (!File.Exists(file) || File.ReadLines(file).LastOrDefault(line => line.Length > 0) is not { } line)
        {
            return null;
        }

        return Parse(line, file);
    }

    /// <summary>Every head in a file, in its order; none when there is no file.</summary>
    /// <exception cref="InvalidDataException">A line is no head.</exception>
    public static IReadOnlyList<ExportedHead> All(string file) =>
        File.Exists(file) ? [.. File.ReadLines(file).Where(line => line.Length > 0).Select(line => Parse(line, file))] : [];

    private static ExportedHead Parse(string line, string file)
    {
        var parts = line.Split(',');
        return parts is [var day, var link, var mac] && mac.Length == 2 * RatingChain.HashLength && mac.All(char.IsAsciiHexDigit)
            && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            && long.TryParse(link, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
                ? new(on, place, Convert.FromHexString(mac))
                : throw new InvalidDataException($"A line of {file} is no head of a chain.");
    }
}
