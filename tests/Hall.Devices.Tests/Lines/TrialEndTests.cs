using System.Text;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.Lines;

/// <summary>
/// What a trial shows is gone ten seconds later: a lamp that keeps the trial's number sends somebody to a window that did not call.
/// </summary>
public sealed class TrialEndTests
{
    private static readonly PadShow Called = new("demo", "3", false, 13, 4) { Ticket = "A013" };

    [Theory]
    [InlineData("strip-aabb", "A013")]
    [InlineData("lamp-a090", "A\u00000\u00001\u00003")]
    [InlineData("ff68", "\u0002\u0000\u0000\u0004\u0000\u0001\u0003")]
    public async Task Trial_OfAText_IsFollowedByWhatIsSo(string protocol, string called)
    {
        await using var line = new HeardLine(protocol, protocol == "lamp-a090" ? [("answers", "no")] : []);
        await line.PlugInAsync();
        line.Show(Called);
        await line.HearsAsync(called, 1, "the ticket is shown");

        var trial = line.Host.TestAsync("3", DeviceTest.Text, "A012", TestContext.Current.CancellationToken);
        await Eventually.Holds(line.Time, TimeSpan.FromMilliseconds(100), () => trial.IsCompleted, "the trial is over");
        Assert.Equal(TrialResult.Done, await trial);
        await Eventually.Holds(line.Time, TimeSpan.FromMilliseconds(100), () => line.Count(called) >= 2, "the ticket is shown again");
    }

    [Fact]
    public async Task Trial_WhenACallComes_ShowsTheCallAtOnce()
    {
        await using var line = new HeardLine("strip-aabb");
        await line.PlugInAsync();
        _ = line.Host.TestAsync("3", DeviceTest.Text, "A999", TestContext.Current.CancellationToken);
        await line.HearsAsync("A999", 1, "the trial is shown");

        line.Show(Called);
        await Eventually.Holds(line.Time, TimeSpan.FromMilliseconds(100), () => line.Count("A013") == 1, "the call is shown");
    }

    [Theory]
    [InlineData(WindowState.Paused, "暂停服务 3")]
    [InlineData(WindowState.Closed, "窗口关闭")]
    [InlineData(WindowState.Open, "")]
    public void Texts_OfAWindowWithoutATicket_AreThoseOfTheSettings(WindowState state, string said)
    {
        var line = new DeviceLineSettings("demo", "line", "strip-aabb", "memory", 9600, "", new Dictionary<string, string>())
        {
            Settings = new Dictionary<string, string> { ["textPaused"] = "暂停服务 {counter}", ["textClosed"] = "窗口关闭" },
        };

        Assert.Equal(said, DisplayTexts.Of(line).Of(new PadShow("demo", "3", false, null, 4) { State = state }).Text);
        Assert.Equal("A013", DisplayTexts.Of(line).Of(Called with { State = state }).Text);
    }
}
