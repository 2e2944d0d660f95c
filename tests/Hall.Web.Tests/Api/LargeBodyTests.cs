using System.Net;
using System.Text;
using Hall.Core.Engine;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

public sealed class LargeBodyTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private const int TenMegabytes = 10 * 1024 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Issue_TenMegabytes_Is413AndChangesNothing(bool withLength)
    {
        using var client = hub.As(KeyRole.Integration);
        var before = (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{HubFixture.HallPath}/tickets")
        {
            Content = new StringContent($$"""{"service":"{{new string('A', TenMegabytes)}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = !withLength;

        // The hub may refuse at the head; who asks first whether to send at all then hears the refusal for certain.
        request.Headers.ExpectContinue = withLength;
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("too-large", await answer.CodeAsync());
        Assert.Equal(before, (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version);
        using var next = await client.SendAsync("/tickets", new { service = "A01" });
        Assert.Equal(HttpStatusCode.Created, next.StatusCode);
    }
}
