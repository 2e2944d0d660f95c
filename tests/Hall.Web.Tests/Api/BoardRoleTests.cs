using System.Globalization;
using Hall.Core.Engine;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

public sealed class BoardRoleTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Theory]
    [InlineData(KeyRole.Board, false)]
    [InlineData(KeyRole.Integration, true)]
    public async Task Events_OfAWholeVisit_GiveABoardNoFeedbackNoStaffNoNotesNoTokens(string role, bool everything)
    {
        using var office = hub.As(KeyRole.Manager);
        var from = (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version;
        var token = await VisitAsync(office);
        using var client = hub.As(role);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{HubFixture.HallPath}/events");
        request.Headers.Add("Last-Event-ID", from.ToString(CultureInfo.InvariantCulture));
        using var response =
            await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        var text = await ReadUntilAsync(response, "event: counter-closed");

        Assert.Contains("event: ticket-called", text, StringComparison.Ordinal);
        Assert.Contains("event: service-completed", text, StringComparison.Ordinal);
        Assert.Equal(everything, text.Contains("feedback-given", StringComparison.Ordinal));
        Assert.Equal(everything,
            text.Contains("100", StringComparison.Ordinal) && text.Contains("teller", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        if (!everything)
        {
            Assert.DoesNotContain("needs a copy", text, StringComparison.Ordinal);
            Assert.DoesNotContain("glasses", text, StringComparison.Ordinal);
            Assert.DoesNotContain("grumpy", text, StringComparison.Ordinal);
            Assert.Contains("event: counter-paused", text, StringComparison.Ordinal);
            Assert.DoesNotContain("stomach", text, StringComparison.Ordinal);
            Assert.DoesNotContain("DISSATISFIED", text.ToUpperInvariant(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Snapshot_ForABoard_NamesNoTeller()
    {
        using var office = hub.As(KeyRole.Manager);
        using var opened = await office.SendAsync("/counters/2/open", new { teller = "1003" });
        using var board = hub.As(KeyRole.Board);

        var snapshot = await board.GetStringAsync(HubFixture.HallPath, TestContext.Current.CancellationToken);

        Assert.DoesNotContain("1003", snapshot, StringComparison.Ordinal);
        Assert.Contains("1003", await office.GetStringAsync(HubFixture.HallPath, TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        using var closed = await office.SendAsync("/counters/2/close");
    }

    private static async Task<string> VisitAsync(HttpClient office)
    {
        using var issued = await office.SendAsync("/tickets", new { service = "A01" });
        var ticket = await issued.JsonAsync();
        var token = ticket.GetProperty("token").GetString()!;
        (string Verb, object? Body)[] verbs =
        [
            ("open", new { teller = "1001" }), ("call-next", null), ("hold", new { reason = "forgot his glasses" }), ("undo", null),
            ("start", null), ("note", new { text = "needs a copy" }), ("complete", null), ("pause", new { reason = "stomach ache" }),
            ("resume", null),
        ];
        foreach (var (verb, body) in verbs)
        {
            using var done = await office.SendAsync($"/counters/1/{verb}", body);
            Assert.True(done.IsSuccessStatusCode, $"{verb}: {await done.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }

        using var rated =
            await office.SendAsync($"/visits/{ticket.GetProperty("ticketId")}/feedback",
                new { token, level = "Dissatisfied", comment = "grumpy" });
        Assert.True(rated.IsSuccessStatusCode);
        using var closed = await office.SendAsync("/counters/1/close");
        return token;
    }

    private static async Task<string> ReadUntilAsync(HttpResponseMessage response, string last)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var lines = new List<string>();
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
            if (line == last)
            {
                break;
            }
        }

        return string.Join('\n', lines);
    }
}
