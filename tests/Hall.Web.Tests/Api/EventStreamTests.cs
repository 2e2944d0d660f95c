using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

public sealed class EventStreamTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task Events_ResumedInTheMiddle_LoseNothingAndRepeatNothing()
    {
        using var client = hub.As(KeyRole.Integration);
        var from = hub.Hall.Snapshot.Version;
        for (var i = 0; i < 5; i++)
        {
            (await client.SendAsync("/tickets", new { service = "A01" })).EnsureSuccessStatusCode();
        }

        var first = await ReadAsync(client, from.ToString(System.Globalization.CultureInfo.InvariantCulture), 2);
        var rest = await ReadAsync(client, first[^1].Id, 3);

        var ids = first.Concat(rest).Select(item => long.Parse(item.Id, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 5).Select(step => from + step), ids);
        Assert.All(first.Concat(rest), item => Assert.Equal("ticket-issued", item.Name));
    }

    [Fact]
    public async Task Events_WithoutLastId_BeginWithTheSnapshot()
    {
        using var client = hub.As(KeyRole.Board);

        Assert.Equal("snapshot", (await ReadAsync(client, null, 1))[0].Name);
    }

    [Theory]
    [InlineData("999999999")]
    [InlineData("yesterday")]
    public async Task Events_UnknownLastId_ResetAndBeginAnew(string last)
    {
        using var client = hub.As(KeyRole.Integration);

        Assert.Equal(["reset", "snapshot"], (await ReadAsync(client, last, 2)).Select(item => item.Name));
    }

    private static async Task<List<(string Id, string Name)>> ReadAsync(HttpClient client, string? last, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{HubFixture.HallPath}/events");
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        var cancel = TestContext.Current.CancellationToken;
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancel));
        var items = new List<(string, string)>();
        var id = "";
        while (items.Count < count && await reader.ReadLineAsync(cancel) is { } line)
        {
            id = line.StartsWith("id: ", StringComparison.Ordinal) ? line[4..] : id;
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                items.Add((id, line[7..]));
            }
        }

        return items;
    }
}
