using System.Net;

namespace Hall.Web.Tests.People;

/// <summary>Whoever guesses too often at the entrance reads why in their language, and when to come back.</summary>
public sealed class TooManyGuessesTests : IAsyncLifetime
{
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync(bare: true);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData("/setup/no-such-code", "en", "Too many attempts were made from here. Wait at least 30 seconds")]
    [InlineData("/setup/no-such-code", "zh-CN", "从这里提交的次数过多。请至少等 30 秒")]
    [InlineData("/sign-in", "zh-CN", "从这里提交的次数过多。请至少等 30 秒")]
    public async Task Post_TooManyWrongCodes_IsToldOnAPage(string address, string language, string expected)
    {
        var guesser = _hub.Visit();
        var answer = await guesser.PostAsync($"{address}?lang={language}", ("staff", "1"));
        for (var i = 0; i < 5_000 && answer.StatusCode != HttpStatusCode.TooManyRequests; i++)
        {
            answer.Dispose();
            answer = await guesser.PostAsync($"{address}?lang={language}", ("staff", "1"));
        }

        using (answer)
        {
            Assert.Equal(("text/html", true), (answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter is not null));
            Assert.Contains(expected, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
                StringComparison.Ordinal);
        }
    }
}
