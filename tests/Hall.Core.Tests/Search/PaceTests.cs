using System.Diagnostics;
using Hall.Core.Search;

namespace Hall.Core.Tests.Search;

public sealed class PaceTests(ITestOutputHelper output)
{
    // Printed, never asserted beyond what no machine is slow enough for.
    [Fact]
    public void Find_OneHallAndOneOfFiveThousandServices_SaysHowLongItTakes()
    {
        var large = QueryTable.Tongling with
        {
            Services = [.. Enumerable.Range(0, 5000).Select(i => QueryTable.Tongling.Services[i % 106] with { Code = new($"S{i}") })],
        };
        foreach (var (hall, times) in new[] { (QueryTable.Tongling, 20), (large, 1) })
        {
            var first = Stopwatch.StartNew();
            ServiceFinder.Find(hall, "SBK");
            output.WriteLine($"{hall.Services.Count} services, made ready: {first.Elapsed.TotalMilliseconds:0} ms");
            foreach (var query in Queries)
            {
                var watch = Stopwatch.StartNew();
                var found = 0;
                for (var i = 0; i < times; i++)
                {
                    found = ServiceFinder.Find(hall, query).All.Count;
                }

                output.WriteLine($"{query[..Math.Min(24, query.Length)]}: {found} found, {watch.Elapsed.TotalMicroseconds / times:0} µs");
                Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60 * times));
            }
        }
    }

    private static string[] Queries =>
    [
        "SBK", "S", "社保卡", "tuixiu", "tuixui", "请问社保卡丢了怎么补办", "how to claim hospital expenses from another city", "725",
        new string('s', 200), string.Concat(Enumerable.Repeat("shi", 70)), string.Concat(Enumerable.Repeat("医保", 100)), "😀😀😀",
        "привет社ab１２", "qqqqqqqq",
    ];
}
