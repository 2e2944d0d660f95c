using Hall.Browser.Tests.Hosting;
using Hall.Hub.Accounts;
using Hall.Storage.Keys;
using Hall.Web.Tests.People;

namespace Hall.Attack.Tests;

/// <summary>Answers that last end with the right to them.</summary>
public sealed class StreamTests(AttackedHub hub)
{
    [Fact]
    public async Task BoardStream_ThePersonSignsOut_Ends()
    {
        var manager = await hub.SignInAsync(Role.DutyManager);
        using var stream = await manager.Client.GetAsync("/demo-small/board/all/stream", HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        stream.EnsureSuccessStatusCode();
        var rest = stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        (await manager.FillInAsync("/sign-in", "/sign-out")).Dispose();

        await Wait.UntilAsync(() => rest.IsCompleted, "the board's stream ends with the session");
    }

    [Fact]
    public async Task Events_TheKeyIsTakenBack_EndBeforeTheNextOne()
    {
        using var program = hub.Program(hub.Keys["revoked later"]);
        using var stream = await program.GetAsync($"/api/v1/halls/{AttackedHub.Hall}/events", HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken);
        stream.EnsureSuccessStatusCode();
        var rest = stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        new KeyStore(hub.Process.DataFolder, TimeProvider.System).Revoke("taken-back");

        await Wait.UntilAsync(() => rest.IsCompleted, "the stream of events ends with its key");
        await Wait.UntilAsync(() => IsRefused(), "the key is refused");

        bool IsRefused()
        {
            using var answer = program.GetAsync("/api/v1/halls").GetAwaiter().GetResult();
            return answer.StatusCode == System.Net.HttpStatusCode.Unauthorized;
        }
    }
}
