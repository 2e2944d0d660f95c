using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Hall.Package.Tests;

/// <summary>A hall's years with the package: installed, used, upgraded, removed, purged.</summary>
[Collection(BuiltHub.Name)]
public sealed class HubLifeTests(BuiltHub built) : IAsyncLifetime
{
    private const string Data = "/var/lib/hall";
    private const string Settings = "/etc/hall/hub.env";

    public async ValueTask InitializeAsync() => await built.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Install_ThenUpgradeRemoveAndPurge_TheHallIsThereToTheEnd()
    {
        using var root = ScratchRoot.Make();
        await root.DpkgAsync("-i", built.Package);

        Assert.Equal($"ii {built.Version}", await root.StateAsync("hall-hub"));
        var (user, group) = root.NumbersOf("hall");
        Assert.Equal($"{user} {group} 700", await root.OwnerAsync(Data));
        Assert.Equal($"0 {group} 640", await root.OwnerAsync(Settings));
        Assert.Matches($@"^hall {built.Version}, commit (\w{{40}}|unknown), \.NET 10\.\d+\.\d+$",
            await Tool.SayAsync(root.At("usr/bin/hall"), "--version"));

        await BringAsync(root, user, group);
        var created = await InstalledHub.SayAsync(root, "key", "create", "--name", "of-before", "--role", "integration");
        var ofBefore = created.Split('\n').Single(line => line.Length == 43 && !line.Contains(' ', StringComparison.Ordinal));
        await using (var hub = await InstalledHub.StartAsync(root))
        {
            await AssertIsTheHallAsync(hub, Known("key integration"));
        }

        File.AppendAllText(root.At(Settings), "HALL_PublicBaseUrl=https://hub.example\n");
        await root.DpkgAsync("-i", built.LaterPackage);

        Assert.Equal($"ii {built.Later}", await root.StateAsync("hall-hub"));
        Assert.Contains("https://hub.example", File.ReadAllText(root.At(Settings)), StringComparison.Ordinal);
        await using (var hub = await InstalledHub.StartAsync(root))
        {
            await AssertIsTheHallAsync(hub, ofBefore);
        }

        await InstalledHub.SayAsync(root, "verify");

        await root.DpkgAsync("--remove", "hall-hub");
        Assert.False(Directory.Exists(root.At("usr/lib/hall-hub")));
        Assert.Contains("https://hub.example", File.ReadAllText(root.At(Settings)), StringComparison.Ordinal);

        // Nobody is there to be asked, so nothing of the hall goes.
        await root.DpkgAsync("--purge", "hall-hub");
        Assert.Equal("", await root.StateAsync("hall-hub"));
        Assert.False(File.Exists(root.At(Settings)));
        Assert.True(File.Exists(root.At($"{Data}/hall.db")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Purge_SomebodyAnswers_TheDataGoOrStay(bool yes)
    {
        using var root = ScratchRoot.Make();
        await root.DpkgAsync("-i", built.Package);
        File.WriteAllText(root.At($"{Data}/hall.db"), "a hall");
        await root.AnswerAsync("hall-hub/remove-data", yes);

        await root.DpkgAsync("--purge", "hall-hub");

        Assert.Equal(!yes, File.Exists(root.At($"{Data}/hall.db")));
    }

    [Fact]
    public async Task Install_TheUserCannotBeMade_SaysWhatToDoAndGoesOnFromThere()
    {
        using var root = ScratchRoot.Make();
        await root.DpkgAsync("--unpack", built.Package);
        File.Delete(root.At("usr/lib/sysusers.d/hall-hub.conf"));

        var (code, output) = await root.TryDpkgAsync("--configure", "hall-hub");

        Assert.NotEqual(0, code);
        Assert.Contains("there is no user and group \"hall\"", output, StringComparison.Ordinal);
        Assert.Contains("useradd --system", output, StringComparison.Ordinal);

        File.AppendAllText(root.At("etc/passwd"), "hall:x:777:776::/var/lib/hall:/usr/sbin/nologin\n");
        File.AppendAllText(root.At("etc/group"), "hall:x:776:\n");
        await root.DpkgAsync("--configure", "hall-hub");
        Assert.Equal("777 776 700", await root.OwnerAsync(Data));
    }

    [Fact]
    public async Task Install_OverAnInstallationByHand_TakesItOver()
    {
        using var root = ScratchRoot.Make();
        Directory.CreateDirectory(root.At("etc/systemd/system"));
        Directory.CreateDirectory(root.At("etc/hall"));
        Directory.CreateDirectory(root.At(Data));
        File.WriteAllText(root.At("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\nhall:x:777:776::/var/lib/hall:/usr/sbin/nologin\n");
        File.WriteAllText(root.At("etc/group"), "root:x:0:\nhall:x:776:\n");
        File.WriteAllText(root.At("etc/systemd/system/hall-hub.service"), "[Service]\nExecStart=/opt/hall/hall run --urls ${HALL_URLS}\n");
        File.WriteAllText(root.At(Settings), "HALL_URLS=https://0.0.0.0:5443\n");
        File.WriteAllText(root.At($"{Data}/hall.db"), "a hall");

        var said = await root.DpkgAsync("-i", built.Package);

        Assert.Contains("/opt/hall, is no longer started", said, StringComparison.Ordinal);
        Assert.Equal("HALL_URLS=https://0.0.0.0:5443\n", File.ReadAllText(root.At(Settings)));
        Assert.False(File.Exists(root.At("etc/systemd/system/hall-hub.service")));
        Assert.Equal("777 776 700", await root.OwnerAsync(Data));
        Assert.Equal("a hall", File.ReadAllText(root.At($"{Data}/hall.db")));

        // Without a question, later too.
        await root.DpkgAsync("-i", built.LaterPackage);
        Assert.Equal("HALL_URLS=https://0.0.0.0:5443\n", File.ReadAllText(root.At(Settings)));
    }

    private static async Task BringAsync(ScratchRoot root, string user, string group)
    {
        await Tool.SayAsync("cp", "-r", Repository.Path("tests", "data", "0.1.0", "folder", "."), root.At(Data));
        await Tool.SayAsync("chown", "-R", $"{user}:{group}", root.At(Data));
    }

    // The hall of 0.1.0 answers a program that knows it, and the link on a citizen's paper opens.
    private static async Task AssertIsTheHallAsync(InstalledHub hub, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/halls/demo-small");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await hub.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var paper = new Uri($"/t/{Known("token 3")}", UriKind.Relative);
        using var ticket = await hub.Client.GetAsync(paper, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (answer.StatusCode, ticket.StatusCode));
    }

    private static string Known(string what)
    {
        using var known = JsonDocument.Parse(Release.Read("tests", "data", "0.1.0", "known.json"));
        return known.RootElement.GetProperty(what).GetString()!;
    }
}
