using Hall.Agent.Settings;

namespace Hall.Agent.Tests.Settings;

public sealed class AgentSettingsTests
{
    [Fact]
    public void Read_KeyFileThatOthersMayRead_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var file = Path.GetTempFileName();
        File.WriteAllText(file, "abc-DEF_1\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("chmod 0600", Assert.Throws<AgentStartException>(() => Read(file)).Message, StringComparison.Ordinal);

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Equal("abc-DEF_1", Read(file).Key);
        File.Delete(file);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("hall.example")]
    [InlineData("ftp://hall.example")]
    public void Read_NoAddressOfAHub_IsRefused(string? hub) =>
        Assert.Throws<AgentStartException>(
            () => AgentSettings.Read(hub, null, "/nowhere", 0, name => name == "HALL_AGENT_KEY" ? "key" : null));

    [Fact]
    public void Read_NoKey_IsRefused() => Assert.Throws<AgentStartException>(() => Read(null));

    private static AgentSettings Read(string? keyFile) => AgentSettings.Read("https://hall.example", keyFile, "/nowhere", 0, _ => null);
}
