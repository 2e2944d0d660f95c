using System.Net;
using System.Net.Http.Headers;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.CommandLine;

public sealed class KeyVerbTests
{
    private readonly FakeTimeProvider _clock = new(HallOnDisk.Morning);

    [Fact]
    public async Task CreateAndRevoke_BesideARunningHub_HoldWithinASecond()
    {
        await using var hub = await HubFixture.StartedAsync(builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        using var client = hub.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "no such key");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));

        var (code, key,
            errors) =
            await HallProgram.RunAsync("key", "create", "--data", hub.Folder, "--name", "lobby", "--role", "kiosk", "--kiosk", "1");
        Assert.Equal((0, ""), (code, errors));
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            Assert.Single(key.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        Assert.Equal(0, (await HallProgram.RunAsync("key", "revoke", "lobby", "--data", hub.Folder)).Code);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client));
    }

    [Fact]
    public async Task List_ValidAndRevokedKeys_ShowsEverythingButTheKeys()
    {
        var folder = Directory.CreateTempSubdirectory("hall-keys-").FullName;
        var lobby =
            (await HallProgram.RunAsync("key", "create", "--data", folder, "--name", "lobby", "--role", "kiosk", "--kiosk",
                "1")).Output.Trim();
        var window =
            (await HallProgram.RunAsync("key", "create", "--data", folder, "--name", "window-3", "--role", "counter", "--counter",
                "3")).Output.Trim();
        await HallProgram.RunAsync("key", "revoke", "lobby", "--data", folder);

        var (code, output, _) = await HallProgram.RunAsync("key", "list", "--data", folder);

        Assert.Equal(0, code);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^lobby\tkiosk\t-\t1\t\S+\trevoked \S+$", lines[0]);
        Assert.Matches(@"^window-3\tcounter\t3\t-\t\S+\tvalid$", lines[1]);
        Assert.DoesNotContain(lobby, output, StringComparison.Ordinal);
        Assert.DoesNotContain(window, output, StringComparison.Ordinal);
        Assert.DoesNotContain(window,
            await File.ReadAllTextAsync(Path.Combine(folder, "keys.db"), System.Text.Encoding.Latin1,
                TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("key create --name x --role king", "There is no role 'king'")]
    [InlineData("key revoke nobody", "no valid key named 'nobody'")]
    public async Task Run_WrongRoleOrName_SaysSoAndFails(string words, string says)
    {
        var folder = Directory.CreateTempSubdirectory("hall-keys-").FullName;

        var (code, output, errors) = await HallProgram.RunAsync([.. words.Split(' '), "--data", folder]);

        Assert.Equal((1, ""), (code, output));
        Assert.Contains(says, errors, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/v1/halls", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
