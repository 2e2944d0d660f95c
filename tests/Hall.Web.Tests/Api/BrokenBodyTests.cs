using System.Net.Sockets;
using System.Text;
using Hall.Storage.Keys;

namespace Hall.Web.Tests.Api;

/// <summary>Bodies that no HTTP library would send.</summary>
public sealed class BrokenBodyTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Theory]
    [InlineData("Transfer-Encoding: chunked", "ZZZZ\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "2\r\n{}XX0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked", "-1\r\n{}\r\n")]
    public async Task Post_ChunksThatDoNotFit_AreTheSendersFault(string header, string body)
    {
        using var client = hub.As(KeyRole.Integration);
        var key = client.DefaultRequestHeaders.Authorization!.Parameter;
        Assert.Contains("\"malformed\"",
            await SentAsync($"{HubFixture.HallPath}/tickets", $"Authorization: Bearer {key}\r\nContent-Type: application/json\r\n{header}",
                body, " 400 "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_FormWhoseChunksDoNotFit_IsNoFaultOfTheHub() =>
        await SentAsync("/sign-in", "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked",
            "ZZZZ\r\nwho=x\r\n0\r\n\r\n", " 400 ");

    private async Task<string> SentAsync(string path, string headers, string body, string status)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(hub.Address.Host, hub.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = line.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {path} HTTP/1.1\r\nHost: {hub.Address.Authority}\r\nConnection: close\r\n{headers}\r\n\r\n{body}"),
                TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains(status, answer.Split("\r\n")[0] + " ", StringComparison.Ordinal);
        return answer;
    }
}
