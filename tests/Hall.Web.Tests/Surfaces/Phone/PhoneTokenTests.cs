using System.Net;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Keys;
using Hall.Web.Tests.Tokens;

namespace Hall.Web.Tests.Surfaces.Phone;

/// <summary>A token that is guessed, foreign or used: the citizen reads why nothing can be rated, and nothing is.
/// <see cref="TokenLifeTests"/> has the expired one.</summary>
public sealed class PhoneTokenTests(HubFixture hub) : IClassFixture<HubFixture>, IAsyncLifetime
{
    private readonly HttpClient _phone = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = hub.Address };
    private string _token = "";
    private TicketId _ticket;

    public async ValueTask InitializeAsync() => (_ticket, _token) = await ServedAsync(hub);

    public ValueTask DisposeAsync()
    {
        _phone.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAEAAAAAAAAAAAAAAAA")]
    [InlineData("%27%20OR%201%3D1%20--")]
    public async Task Page_GuessedToken_SaysThatThereIsNoSuchNumber(string token) => await IsUnknownAsync(token);

    [Fact]
    public async Task Page_ForgedToken_SaysThatThereIsNoSuchNumber() =>
        await IsUnknownAsync(_token[..^1] + (_token[^1] == 'A' ? 'E' : 'A'));

    [Fact]
    public async Task Page_TokenOfAnotherHub_SaysThatThereIsNoSuchNumber()
    {
        await using var other = await HubFixture.StartedAsync();
        await IsUnknownAsync((await ServedAsync(other)).Token);
    }

    [Fact]
    public async Task Page_BelowAToken_SaysThatThereIsNoSuchNumber()
    {
        Assert.Contains("We cannot find this number", (await ReadAsync($"/t/{_token}/nope", "en")).Page, StringComparison.Ordinal);
        var (status, page) = await ReadAsync($"/t/{_token}/nope", "zh-CN");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("没有找到这个号", page, StringComparison.Ordinal);
        Assert.Contains("请重新扫小票上的二维码", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_WithAUsedToken_SaysThatItWasRatedAndKeepsTheFirst()
    {
        Assert.EndsWith("?done=rate", await SendAsync("rate", ("leg", "1"), ("level", "VerySatisfied")), StringComparison.Ordinal);
        var (_, page) = await ReadAsync(await SendAsync("rate", ("leg", "1"), ("level", "VeryDissatisfied")), "zh-CN");
        Assert.Contains("已经评价过了。", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"rating\"", page, StringComparison.Ordinal);
        Assert.Equal("VerySatisfied", await RatingAsync());
    }

    [Fact]
    public async Task Rate_ALegThatIsNotOfThisTicket_SaysThatItWasNotServed()
    {
        var (_, page) = await ReadAsync(await SendAsync("rate", ("leg", "2"), ("level", "VeryDissatisfied")), "zh-CN");
        Assert.Contains("还没有办理，不能评价。", page, StringComparison.Ordinal);
        Assert.Null(await RatingAsync());
    }

    [Fact]
    public async Task Rate_BadWithoutReasonOrText_SaysThatOneIsNeededAndStaysOpen()
    {
        using var form = Form(("leg", "1"), ("level", "Dissatisfied"), ("reason", "510"), ("name", "王女士"), ("telephone", "13800001111"));
        using var refused = await _phone.PostAsync($"/t/{_token}/rate?lang=zh-CN", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("value=\"王女士\"", page, StringComparison.Ordinal);
        Assert.Contains("请选一个原因，或写几句话", page, StringComparison.Ordinal);
        Assert.Contains("class=\"rating\"", page, StringComparison.Ordinal);
        Assert.Null(await RatingAsync());
        Assert.EndsWith("?done=rate", await SendAsync("rate", ("leg", "1"), ("level", "Dissatisfied"), ("reason", "213")),
            StringComparison.Ordinal);
        Assert.Equal("Dissatisfied", await RatingAsync());
    }

    [Fact]
    public async Task Rate_WithATextOfTenThousandCharacters_SaysThatItIsTooLong()
    {
        var (_, page) =
            await ReadAsync(await SendAsync("rate", ("leg", "1"), ("level", "VerySatisfied"), ("comment", new string('x', 10_000))),
                "zh-CN");
        Assert.Contains("文字太长了", page, StringComparison.Ordinal);
        Assert.Contains("class=\"rating\"", page, StringComparison.Ordinal);
        using var form = Form(("title", "x"), ("content", new string('好', 1_500)));
        using var refused = await _phone.PostAsync($"/t/{_token}/complain?lang=en", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("too long", page, StringComparison.Ordinal);
        Assert.Contains(new string('好', 1_500), page, StringComparison.Ordinal);
        Assert.Null(await RatingAsync());
    }

    private async Task IsUnknownAsync(string token)
    {
        Assert.Contains("We cannot find this number", (await ReadAsync($"/t/{token}", "en")).Page, StringComparison.Ordinal);
        var (status, page) = await ReadAsync($"/t/{token}", "zh-CN");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("没有找到这个号", page, StringComparison.Ordinal);
        Assert.Contains("请重新扫小票上的二维码", page, StringComparison.Ordinal);

        using var form = Form(("leg", "1"), ("level", "VeryDissatisfied"));
        using var rating = await _phone.PostAsync($"/t/{token}/rate", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, rating.StatusCode);
        Assert.Contains("没有找到这个号",
            WebUtility.HtmlDecode(await rating.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
        Assert.Null(await RatingAsync());
    }

    private async Task<(HttpStatusCode Status, string Page)> ReadAsync(string address, string language)
    {
        using var answer =
            await _phone.GetAsync($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}lang={language}",
                TestContext.Current.CancellationToken);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    private async Task<string> SendAsync(string action, params (string Name, string Value)[] fields)
    {
        using var form = Form(fields);
        using var answer = await _phone.PostAsync($"/t/{_token}/{action}", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    private async Task<string?> RatingAsync() =>
        (await hub.Hall.AskAsync(new TicketById(_ticket), TestContext.Current.CancellationToken))!.Ticket.Legs[0].Rating?.ToString();

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task<(TicketId Ticket, string Token)> ServedAsync(HubFixture hub)
    {
        using var office = hub.As(KeyRole.Manager);
        using var issued = await office.SendAsync("/tickets", new { service = "A01" });
        foreach (var verb in new[] { "open", "call-next", "start", "complete" })
        {
            // The counter stays open from one test to the next.
            using var done = await office.SendAsync($"/counters/1/{verb}", verb == "open" ? new { teller = "1001" } : null);
            Assert.True(done.IsSuccessStatusCode || verb == "open", verb);
        }

        var ticket = await issued.JsonAsync();
        return (new(ticket.GetProperty("ticketId").GetInt64()), ticket.GetProperty("token").GetString()!);
    }
}
