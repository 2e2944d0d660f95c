using System.Text.Json;

namespace Hall.Benchmarks;

/// <summary>What a series of requests took.</summary>
/// <param name="Count">How many.</param>
/// <param name="PerSecond">How many a second over the whole run.</param>
/// <param name="P50Milliseconds">Median.</param>
/// <param name="P99Milliseconds">Ninety-ninth hundredth.</param>
internal sealed record Latencies(int Count, double PerSecond, double P50Milliseconds, double P99Milliseconds)
{
    public static Latencies Of(IEnumerable<double> milliseconds, double seconds)
    {
        var sorted = milliseconds.Order().ToArray();
        return sorted.Length == 0
            ? new(0, 0, 0, 0)
            : new(sorted.Length, Math.Round(sorted.Length / seconds, 1), At(sorted, 0.5), At(sorted, 0.99));
    }

    private static double At(double[] sorted, double part) => Math.Round(sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * part)], 3);
}

internal static class Figures
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { WriteIndented = true };
}
