using Hall.Core.Search;

namespace Hall.Core.Tests.Search;

public sealed class QueryTests(ITestOutputHelper output)
{
    [Fact]
    public void Find_QueriesNotLookedAt_AreAnsweredAmongTheFirstThree()
    {
        var (seen, unseen) = QueryTable.Halves();
        var (known, figures) = (QueryTable.Measure(seen), QueryTable.Measure(unseen));
        output.WriteLine($"looked at: {known.InWords}");
        output.WriteLine($"not looked at: {figures.InWords}");
        if (Environment.GetEnvironmentVariable("HALL_SEARCH_SEEN") is not null)
        {
            // Of the half that may be looked at only.
            output.WriteLine(string.Join('\n', known.Failed));
        }

        Assert.True(figures.Three >= 0.95 * figures.Queries, figures.InWords);
    }

    [Fact]
    public void Halves_TheList_AreTwentyKindsOfTwentyDifferentQueries()
    {
        var (seen, unseen) = QueryTable.Halves();
        var all = seen.Concat(unseen).ToList();

        Assert.Equal((200, 200), (seen.Count, unseen.Count));
        Assert.Equal(20, all.CountBy(query => query.Kind).Count(kind => kind.Value == 20));
        Assert.Equal(400, all.Select(query => query.Text).Distinct(StringComparer.Ordinal).Count());
        Assert.All(all.SelectMany(query => query.Wanted),
            code => Assert.Contains(QueryTable.Tongling.Services, service => service.Code.Value == code));
    }
}
