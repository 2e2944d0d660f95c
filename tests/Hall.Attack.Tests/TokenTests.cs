using System.Net;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;

namespace Hall.Attack.Tests;

/// <summary>Whoever has the token or the proof of one ticket or complaint has nothing of any other.</summary>
public sealed class TokenTests(AttackedHub hub)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Fact]
    public async Task Ticket_TokensNextToIt_OpenAndChangeNothing()
    {
        var (ticket, other) = (await Ticket.IssueAsync(hub), await Ticket.IssueAsync(hub));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(ticket.Path));

        // The last letter has bits to spare; every other one counts.
        var near = Enumerable.Range(0, ticket.Token.Length - 1).Select(at => Changed(ticket.Token, at));
        var mixed = new[] { other.Token[..11] + ticket.Token[11..], ticket.Token[..11] + other.Token[11..],
            ticket.Token.ToUpperInvariant(), $"{ticket.Token}A", ticket.Token[..26], new string('A', 27) };
        var random = new Random(14);
        var invented = Enumerable.Range(0, AttackedHub.IsLong ? 5_000 : 60).Select(_ => new string(random.GetItems<char>(Alphabet, 27)));
        foreach (var token in near.Concat(mixed).Concat(invented))
        {
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"/t/{token}"));
            Assert.Equal(HttpStatusCode.NotFound, await PostAsync($"/t/{token}/leave"));
        }

        Assert.Equal(("waiting", "waiting"), (await ticket.StateAsync(hub), await other.StateAsync(hub)));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync($"{ticket.Path}/leave"));
        Assert.Equal(("abandoned", "waiting"), (await ticket.StateAsync(hub), await other.StateAsync(hub)));
        hub.HasNoFaults();
    }

    [Fact]
    public async Task Ticket_OfOneHall_OpensNothingOfAnotherWithTheSameNumber()
    {
        var (here, there) = (await Ticket.IssueAsync(hub), await Ticket.IssueAsync(hub, AttackedHub.OtherHall));

        Assert.NotEqual(here.Token[11..], there.Token[11..]);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync($"{there.Path}/leave"));

        Assert.Equal(("waiting", "abandoned"), (await here.StateAsync(hub), await there.StateAsync(hub)));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync($"/t/{here.Token[..11]}{there.Token[11..]}"));
    }

    [Fact]
    public async Task Complaint_ProofsNextToIt_OpenAndChangeNothing()
    {
        var ticket = await Ticket.IssueAsync(hub);
        using var phone = hub.Program(null);
        using var registered = await phone.PostAsync($"{ticket.Path}/complain",
            Form(("title", "Long wait"), ("content", "An hour at a quiet time.")), TestContext.Current.CancellationToken);
        var own = registered.Headers.Location!.ToString().Split('?')[0]; // What follows leads back to the ticket and proves nothing.
        var (hall, number, proof) = own.Split('/') is [_, _, var h, var n, var p] ? (h, n, p) : throw new InvalidOperationException(own);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(own));

        var links = new ComplaintLinks(new HubSecret(new HubOptions { DataFolder = hub.Process.DataFolder }));
        var next = number[..^1] + (char)(number[^1] == '9' ? '0' : number[^1] + 1);
        var wrong = Enumerable.Range(0, proof.Length).Select(at => $"/c/{hall}/{number}/{Changed(proof, at)}")
            .Append($"/c/{hall}/{next}/{proof}").Append($"/c/{AttackedHub.OtherHall}/{number}/{proof}").Append($"/c/{hall}/{number}/x")
                .Append($"/c/{hall}/kiosk-1/{proof}")
            .Append(links.ForKiosk(new HallId(hall), new("1"), new DateOnly(2020, 1, 1)));
        foreach (var address in wrong)
        {
            Assert.Equal(HttpStatusCode.NotFound, await GetAsync(address));
            Assert.Equal(HttpStatusCode.NotFound, await PostAsync(address));
        }

        hub.HasNoFaults();
    }

    [Fact]
    public async Task Ticket_OfAnotherKioskOrByANumberThatIsGuessed_IsNotToldToAKiosk()
    {
        var ticket = await Ticket.IssueAsync(hub);
        using var kiosk = hub.Program(hub.Keys["kiosk 1"]);
        foreach (var id in Enumerable.Range(-1, 5).Select(step => ticket.Id + step))
        {
            using var answer = await kiosk.GetAsync($"/api/v1/halls/{AttackedHub.Hall}/tickets/{id}",
                TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{id}: {answer.StatusCode}");
        }
    }

    private static string Changed(string text, int at)
    {
        var other = Alphabet[(Alphabet.IndexOf(text[at], StringComparison.Ordinal) + 17) % Alphabet.Length];
        return text[..at] + other + text[(at + 1)..];
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    // Each from a machine of its own: the limit on guesses is looked at elsewhere.
    private async Task<HttpStatusCode> GetAsync(string path)
    {
        using var phone = hub.Program(null);
        using var answer = await phone.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> PostAsync(string path)
    {
        using var phone = hub.Program(null);
        using var answer = await phone.PostAsync(path, Form(("settled", "true"), ("title", "a"), ("content", "b")),
            TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
