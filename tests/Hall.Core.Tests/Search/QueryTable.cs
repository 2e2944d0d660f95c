using Hall.Core.Configuration;
using Hall.Core.Search;

namespace Hall.Core.Tests.Search;

/// <summary>The 400 queries, halved by a fixed seed: one half was looked at while the finder was made, the other never.</summary>
internal static class QueryTable
{
    private const int Seed = 20261130;

    public static HallConfiguration Tongling { get; } =
        HallConfigurationReader.Read(File.ReadAllText(Repository.Path("kiosk-config", "halls", "tongling.json"))).Configuration!;

    public static (IReadOnlyList<Query> LookedAt, IReadOnlyList<Query> NotLookedAt) Halves()
    {
        var all = File.ReadAllLines(Repository.Path("tests", "data", "search", "queries.tsv")).Select(line => line.Split('\t'))
            .Select(parts => new Query(parts[0], parts[1], parts[2].Split(','))).ToArray();
        new Random(Seed).Shuffle(all);
        return (all[..(all.Length / 2)], all[(all.Length / 2)..]);
    }

    public static Figures Measure(IReadOnlyList<Query> queries)
    {
        var found = queries.Select(query => (Query: query, Codes: Codes(query))).ToList();
        return new(
            queries.Count,
            found.Count(one => one.Codes.Take(1).Any(one.Query.Wanted.Contains)),
            found.Count(one => one.Codes.Take(3).Any(one.Query.Wanted.Contains)),
            found.Count(one => one.Codes.Count == 0),
            [.. found.Where(one => !one.Codes.Take(3).Any(one.Query.Wanted.Contains))
                .Select(one => $"{one.Query.Kind}: {one.Query.Text} wants {string.Join(',', one.Query.Wanted)}, found "
                    + string.Join(' ', one.Codes.Take(6)))]);
    }

    private static List<string> Codes(Query query) =>
        [.. ServiceFinder.Find(Tongling, query.Text, new() { Language = query.Text.Any(letter => letter > 0x2E80) || !IsEnglish(query)
            ? "zh-CN" : "en" }).All.Select(found => found.Service.Code.Value)];

    private static bool IsEnglish(Query query) => query.Kind is "外国人" or "英文人事";

    /// <summary>What one kind of person typed, and which services would do.</summary>
    internal sealed record Query(string Kind, string Text, string[] Wanted);

    /// <summary>How many queries, right at once, right among three, nothing found, and what failed.</summary>
    internal sealed record Figures(int Queries, int First, int Three, int Nothing, IReadOnlyList<string> Failed)
    {
        public string InWords => FormattableString.Invariant(
            $"{Queries} queries: hit@1 {Percent(First):0.0} %, hit@3 {Percent(Three):0.0} %, nothing found {Percent(Nothing):0.0} %");

        private double Percent(int part) => 100.0 * part / Queries;
    }
}
