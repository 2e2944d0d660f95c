using System.Globalization;
using Hall.Forecasting.Logs;

namespace Hall.Benchmarks.Forecasts;

/// <summary>Reads a log that is known to be sound; the verb <c>forecast</c> is what checks one.</summary>
internal static class LogFile
{
    public static List<Contact> Read(string path) => [.. File.ReadLines(path).Skip(1).Where(line => line.Length > 0).Select(Parse)];

    private static Contact Parse(string line)
    {
        var cell = line.Split(',');
        return new(int.Parse(cell[0], CultureInfo.InvariantCulture), Number(cell[1]), cell[2], cell[3], Number(cell[4]), Number(cell[5]), cell[6], cell[7] == "served");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
