using System.Text.Json;

namespace Hall.Package.Tests;

/// <summary><c>hall-screen setup</c>, on a machine in a folder.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("hall-screen-").FullName;

    public ScreenTests()
    {
        Directory.CreateDirectory(At("etc/hall"));
        Directory.CreateDirectory(At("usr/share/hall-screen"));
        File.Copy(Repository.Path("kiosk-config", "browser", "screen.env"), At("etc/hall/screen.env"));
        File.Copy(Repository.Path("kiosk-config", "browser", "hall-policy.json"), At("usr/share/hall-screen/hall-policy.json"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("https://hub.example:5443/tongling/kiosk/1", "https://hub.example:5443", "1")]
    [InlineData("http://10.0.0.7:5080/tongling/board/all", "http://10.0.0.7:5080", "0")]
    public async Task Setup_APage_IsShownAndTheBrowserIsLockedToItsHub(string address, string hub, string touch)
    {
        await SetUpAsync("https://before.example/tongling/board/all");
        var (code, output) = await SetUpAsync(address);

        Assert.True(code == 0, output);
        var settings = File.ReadAllLines(At("etc/hall/screen.env"));
        Assert.Equal([$"HALL_URL={address}", $"HALL_TOUCH={touch}"],
            settings.Where(line => line.StartsWith("HALL_", StringComparison.Ordinal)));
        using var policy = JsonDocument.Parse(File.ReadAllText(At("etc/chromium/policies/managed/hall-policy.json")));
        Assert.Equal([hub], policy.RootElement.GetProperty("URLAllowlist").EnumerateArray().Select(item => item.GetString()));
        Assert.Equal(["*"], policy.RootElement.GetProperty("URLBlocklist").EnumerateArray().Select(item => item.GetString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hub.example/tongling/board/all")]
    [InlineData("https://hub.example")]
    [InlineData("https://hub.example/tongling/board/all\nHALL_BROWSER=/tmp/evil")]
    [InlineData("https://hub.example/tongling/board/$(reboot)")]
    public async Task Setup_NoPageOfAHub_IsRefusedWithASentenceAndChangesNothing(string address)
    {
        var before = File.ReadAllText(At("etc/hall/screen.env"));

        var (code, output) = await SetUpAsync(address);

        Assert.Equal(2, code);
        Assert.Contains("hall-screen setup https://hall.example/tongling/board/all", output, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllText(At("etc/hall/screen.env")));
        Assert.False(Directory.Exists(At("etc/chromium")));
    }

    [Fact]
    public async Task Start_NothingWasSetUp_SaysWhatToDo()
    {
        var (code, output) = await Tool.RunAsync("sh", Repository.Path("kiosk-config", "browser", "hall-screen"));

        Assert.NotEqual(0, code);
        Assert.Contains("sudo hall-screen setup", output, StringComparison.Ordinal);
    }

    private string At(string path) => Path.Combine(_root, path);

    private Task<(int Code, string Output)> SetUpAsync(string address) => Tool.RunAsync("sh",
        [Repository.Path("kiosk-config", "browser", "hall-screen"), "setup", address],
        new Dictionary<string, string> { ["DPKG_ROOT"] = _root });
}
