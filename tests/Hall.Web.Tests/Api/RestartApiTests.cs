using System.Net;
using System.Text;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

public sealed class RestartApiTests
{
    [Fact]
    public async Task Issue_SameIdempotencyKeyAfterARestart_GetsTheFirstAnswerToTheLetter()
    {
        var folder = Directory.CreateTempSubdirectory("hall-restart-").FullName;
        HubOptions Options(HubOptions given) => given with { DataFolder = folder, PublicBaseUrl = "https://hall.example" };
        string first;
        string key;
        await using (var hub = await HubFixture.StartedAsync(options: Options))
        {
            using var client = hub.As(KeyRole.Integration);
            key = client.DefaultRequestHeaders.Authorization!.Parameter!;
            first = await IssueAsync(client, HttpStatusCode.Created);
        }

        await using (var again = await HubFixture.StartedAsync(options: Options))
        {
            using var client = again.Anonymous();
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            Assert.Equal(first, await IssueAsync(client, HttpStatusCode.Created));
            await IssueAsync(client, HttpStatusCode.UnprocessableEntity, "A02");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> IssueAsync(HttpClient client, HttpStatusCode expected, string service = "A01")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{HubFixture.HallPath}/tickets")
        {
            Content = new StringContent($$"""{"service":"{{service}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", "once");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
