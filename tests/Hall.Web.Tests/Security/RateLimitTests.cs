using System.Net;
using System.Net.Http.Headers;
using Hall.Hub.Tokens;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Security;

public sealed class RateLimitTests
{
    private const int More = 200;

    [Fact]
    public async Task Get_OnePhoneTooOften_Is429AndItsNeighbourIsNot()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var kiosk = hub.As(KeyRole.Manager);
        var (mine, others) = (await TokenAsync(kiosk), await TokenAsync(kiosk));
        using var phone = hub.Anonymous();

        var limited = await UntilLimitedAsync(() => phone.FromAfarAsync($"/t/{mine}"));

        Assert.Equal("too-many-requests", await limited.CodeAsync());
        Assert.InRange(limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        using var neighbour = await phone.FromAfarAsync($"/t/{others}");
        Assert.Equal(HttpStatusCode.OK, neighbour.StatusCode);
    }

    [Fact]
    public async Task Get_OnePhoneTooOften_IsToldOnAPage()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var kiosk = hub.As(KeyRole.Manager);
        var token = await TokenAsync(kiosk);
        using var phone = hub.Anonymous();
        phone.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));

        using var limited = await UntilLimitedAsync(() => phone.FromAfarAsync($"/t/{token}?lang=en"));

        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Equal("text/html", limited.Content.Headers.ContentType?.MediaType);
        Assert.Contains("One moment, please", await limited.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_GuessesAtComplaints_AreLimitedAndTheKiosksCodeStillOpens()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var phone = hub.Anonymous();
        var links = hub.App.Services.GetRequiredService<ComplaintLinks>();
        var form = links.ForKiosk(hub.Hall.Id, new("1"), hub.Hall.Snapshot.Plan.DayOf(hub.Hall.Now));

        using var limited = await UntilLimitedAsync(() => phone.FromAfarAsync($"/c/{hub.Hall.Id.Value}/TS2026-00001/AAAAAAAAAAAAAAAAAAAA"));

        Assert.Equal("too-many-requests", await limited.CodeAsync());
        using var opened = await phone.FromAfarAsync(form);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task Get_StreamsOfOneCode_AreBoundedAndOneThatEndsMakesRoom()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var kiosk = hub.As(KeyRole.Manager);
        var token = await TokenAsync(kiosk);
        using var phone = hub.Anonymous();
        var open = new List<HttpResponseMessage>();
        var answer = await StreamAsync(phone, token);
        while (answer.StatusCode == HttpStatusCode.OK && open.Count < 50)
        {
            open.Add(answer);
            answer = await StreamAsync(phone, token);
        }

        Assert.Equal("too-many-requests", await answer.CodeAsync());
        Assert.InRange(open.Count, 4, 20);
        open.ForEach(stream => stream.Dispose());
        HttpStatusCode? again = null;
        await Eventually.HoldsAsync(() => again == HttpStatusCode.OK, () =>
        {
            using var next = StreamAsync(phone, token).GetAwaiter().GetResult();
            again = next.StatusCode;
        });
    }

    [Fact]
    public async Task Post_FormsOfOnePhone_CountByItsToken()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var kiosk = hub.As(KeyRole.Manager);
        var token = await TokenAsync(kiosk);
        using var phone = hub.Anonymous();

        using var limited =
            await UntilLimitedAsync(() =>
                phone.PostAsync($"/t/{token}/nonsense", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken));

        Assert.Equal("too-many-requests", await limited.CodeAsync());
    }

    [Theory]
    [InlineData("/t/abc")]
    [InlineData("/api/v1/halls")]
    public async Task Get_GuessesFromOneAddress_AreLimitedAndOtherAddressesAreNot(string path)
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.Anonymous();

        using var limited = await UntilLimitedAsync(() => client.FromAfarAsync(path));

        Assert.Equal("too-many-requests", await limited.CodeAsync());
        using var other = await client.FromAfarAsync(path, "203.0.113.10");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, other.StatusCode);
    }

    [Fact]
    public async Task Post_PasswordsTriedFromOneAddress_AreLimitedWhateverTheAccount()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.Anonymous();

        using var limited =
            await UntilLimitedAsync(() =>
                client.PostAsync("/sign-in", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken), 5_000);

        Assert.NotNull(limited.Headers.RetryAfter);
        using var page = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Get_ScreenTooOften_Is429AndAnIntegrationNever()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var kiosk = hub.As(KeyRole.Kiosk);
        using var integration = hub.As(KeyRole.Integration);

        using var limited = await UntilLimitedAsync(() => kiosk.GetAsync("/api/v1/halls", TestContext.Current.CancellationToken), 2_000);

        Assert.NotNull(limited.Headers.RetryAfter);
        for (var i = 0; i < More; i++)
        {
            using var answer = await integration.GetAsync("/api/v1/halls", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private static Task<HttpResponseMessage> StreamAsync(HttpClient phone, string token) =>
        phone.GetAsync($"/t/{token}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    private static async Task<string> TokenAsync(HttpClient kiosk)
    {
        using var issued = await kiosk.SendAsync("/tickets", new { service = "A01" });
        return (await issued.JsonAsync()).GetProperty("token").GetString()!;
    }

    private static async Task<HttpResponseMessage> UntilLimitedAsync(Func<Task<HttpResponseMessage>> ask, int most = More)
    {
        for (var i = 0; i < most; i++)
        {
            var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                return answer;
            }

            answer.Dispose();
        }

        throw new InvalidOperationException($"{most} requests were all answered.");
    }
}
