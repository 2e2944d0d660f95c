namespace Hall.Agent.Tests;

/// <summary>The units lock the services in, but not away from the devices that the drivers open.</summary>
public sealed class ServiceUnitTests
{
    [Theory]
    [InlineData("hall-agent.service")]
    [InlineData("hall-hub.service")]
    public void Unit_EveryKindOfDevice_IsAllowedAndItsGroupIsJoined(string unit)
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "kiosk-config", "systemd", unit));

        Assert.Contains("DevicePolicy=closed", lines);
        foreach (
            var kind in (string[])["char-ttyUSB rw", "char-ttyACM rw", "char-ttyS rw", "char-input r", "char-hidraw rw", "char-usb rw",
            "char-alsa rw"])
        {
            Assert.Contains($"DeviceAllow={kind}", lines);
        }

        Assert.Contains("SupplementaryGroups=dialout input lp audio", lines);
    }
}
