using System.Reflection;
using System.Text.RegularExpressions;
using Hall.Devices.Agents;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Tests.Support;
using Hall.Web.Wording;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Manager;

public sealed partial class HubAlertWordsTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly HubAlerts _alerts = new(Time);

    public static TheoryData<string, string, string[]> Raised => new()
    {
        { AlertKind.JournalUnavailable, "tongling", ["full"] },
        { AlertKind.JournalUnavailable, "tongling", ["locked"] },
        { AlertKind.JournalUnavailable, "tongling", ["other"] },
        { AlertKind.StoreUnavailable, "care.db", ["full"] },
        { AlertKind.StoreUnavailable, "people.db", ["locked"] },
        { AlertKind.StoreUnavailable, "care.db", ["other"] },
        { AlertKind.HallStopped, "tongling", ["second-writer"] },
        { AlertKind.HallStopped, "tongling", ["other"] },
        { AlertKind.ClockJumped, "tongling", ["ahead", "61"] },
        { AlertKind.ClockJumped, "tongling", ["behind", "61"] },
        { AlertKind.NoVoice, "espeak-ng", ["missing"] },
        { AlertKind.NoVoice, "espeak-ng", ["slow"] },
        { AlertKind.NoVoice, "espeak-ng", ["other"] },
        { AlertKind.NoHttps, "http://192.0.2.7:5080", [] },
        { AlertKind.SoundRefused, "tongling/all", [] },
        { AlertKind.VoiceSilent, "tongling/main", ["nobody", "2", "A012 A013"] },
        { AlertKind.VoiceSilent, "tongling/main", ["refused", "1", "A012"] },
        { AlertKind.VoiceSilent, "tongling/main", ["failed", "14", "A012 A013"] },
        { AlertKind.VoiceSilent, "tongling/main", ["device", "3", "A012 A013"] },
        { AlertKind.RowUnreadable, "hall.db/openings", ["2", "1/5, 1/9"] },
        { AlertKind.DiskLow, "data", ["812", "1024"] },
        { AlertKind.ScreenTwice, "Kiosk 1", ["10.0.0.1", "10.0.0.2"] },
        { AlertKind.PublicationFailed, "tongling", [] },
        { AlertKind.WorkerFailed, "tongling/giving-tickets", ["failed", "giving-tickets", "tongling", ""] },
        { AlertKind.WorkerFailed, "disk", ["hangs", "disk", "", ""] },
        { AlertKind.PressSetAside, "tongling/3", ["2"] },
        { AlertKind.AgentTwice, "window-3", ["10.0.0.1", "10.0.0.2"] },
        { AlertKind.AgentWork, "window-3", [AgentWork.Hub] },
        { AlertKind.AgentWork, "window-3", [AgentWork.Lines] },
        { AlertKind.AgentWork, "window-3", [AgentWork.DeviceList] },
        { AlertKind.AgentWork, "window-3", [AgentWork.Cards] },
        { AlertKind.AgentWork, "window-3", [AgentWork.Presses] },
        { AlertKind.AgentWork, "window-3", [AgentWork.Outbox] },
        { AlertKind.AgentSetAside, "window-3", ["4"] },
        { AlertKind.DocumentUnreadable, "tongling/draft", ["draft"] },
        { AlertKind.DocumentUnreadable, "tongling/schedule", ["schedule"] },
        { AlertKind.WorkerFailed, "tongling/announcements", ["failed", "announcements", "tongling", ""] },
        { AlertKind.WorkerFailed, "forecasts", ["hangs", "forecasts", "", ""] },
        { AlertKind.BackupOld, "backup", ["30"] },
        { AlertKind.VerifyFound, "verify", ["3"] },
        { AlertKind.VerifyOld, "verify", ["2"] },
        { AlertKind.CaseDue, "tongling", ["2", "3"] },
        { AlertKind.ComplaintFlood, "tongling", ["27"] },
        { AlertKind.ExchangeStuck, "tongling", ["12", "1"] },
        { AlertKind.ExchangeUnencrypted, "tongling", ["192.0.2.7:8080"] },
        { AlertKind.KioskFast, "tongling/1", ["13"] },
        { AlertKind.CalendarMissing, "calendar.json", ["2027"] },
        { AlertKind.WorkerFailed, "disk", ["failed", "disk", "", ""] },
        { AlertKind.WorkerFailed, "disk", ["hangs", "disk", "", ""] },
        { AlertKind.NoPublicAddress, "PublicBaseUrl", ["none"] },
        { AlertKind.NoPublicAddress, "PublicBaseUrl", ["kiosk"] },
        { AlertKind.LineDown, "tongling/东侧", ["/dev/1"] },
        { AlertKind.LineSilent, "tongling/东侧", ["/dev/1"] },
        { AlertKind.DeviceMute, "tongling/东侧/3", ["3"] },
        { AlertKind.AgentAway, "tongling/3", ["1"] },
        { AlertKind.PaperOut, "tongling/1", [] },
        { AlertKind.PaperLow, "tongling/1", [] },
        { AlertKind.CoverOpen, "tongling/1", [] },
        { AlertKind.PrinterFault, "tongling/1", [] },
        { AlertKind.NotPrinted, "tongling/1", [] },
        { AlertKind.PerhapsPrinted, "tongling/1", [] },
        { AlertKind.NoSound, "tongling/1", [] },
    };

    [Fact]
    public void Raised_EveryKind_IsInTheTableOfThisTest() => Assert.Equal(
        typeof(AlertKind).GetFields(BindingFlags.Public | BindingFlags.Static).Select(kind => (string)kind.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
        Raised.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Raised))]
    public void Of_EveryAlert_IsSaidInBothLanguagesAndInNeitherByTheOther(string kind, string subject, string[] arguments)
    {
        _alerts.Raise(kind, subject, [.. arguments]);
        var alert = Assert.Single(_alerts.All);

        var (title, detail) = HubAlertWords.Of(alert, Words.For(Words.Chinese));
        Assert.NotEmpty(detail);
        Assert.Empty(EnglishIn(title.Split(" · ")[0]));
        Assert.Empty(EnglishIn(detail));

        var (englishTitle, englishDetail) = HubAlertWords.Of(alert, Words.For(Words.English));
        Assert.DoesNotContain(englishTitle.Replace("东侧", "", StringComparison.Ordinal) + englishDetail, sign => sign > 0x2E80);
        Assert.NotEqual(kind, englishTitle);
    }

    [Fact]
    public void AgentWork_EveryWork_IsInTheTableOfThisTest() => Assert.Equal(
        AgentWork.All.Order(StringComparer.Ordinal),
        Raised.Where(row => row.Data.Item1 == AlertKind.AgentWork).Select(row => row.Data.Item3[0]).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("behind", Words.English, "60 minutes behind")]
    [InlineData("ahead", Words.English, "60 minutes ahead")]
    [InlineData("behind", Words.Chinese, "慢 60 分钟")]
    [InlineData("ahead", Words.Chinese, "快 60 分钟")]
    public void Of_AClockThatJumped_SaysInWordsInWhichDirection(string direction, string language, string expected)
    {
        _alerts.Raise(AlertKind.ClockJumped, "tongling", direction, "60");

        Assert.Contains(expected, HubAlertWords.Of(_alerts.All.Single(), Words.For(language)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_AlertComesAndGoes_HasItsCodeAndItsEnglishSentenceOnce()
    {
        var logger = new ListLogger<AlertLog>();
        var log = new AlertLog(_alerts, logger);
        await log.StartingAsync(TestContext.Current.CancellationToken);

        _alerts.Raise(AlertKind.DiskLow, "data", "812", "1024");
        _alerts.Raise(AlertKind.DiskLow, "data", "811", "1024");
        _alerts.Clear(AlertKind.DiskLow, "data");
        await log.StoppedAsync(TestContext.Current.CancellationToken);

        var lines = logger.Lines;
        Assert.Equal(2, lines.Count);
        Assert.Contains("disk-low", lines[0], StringComparison.Ordinal);
        Assert.Contains("812 MB are free", lines[0], StringComparison.Ordinal);
        Assert.Contains("is over", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Raise_TheSameAgain_TellsNobody()
    {
        var told = 0;
        _alerts.Changed += () => told++;

        _alerts.Raise(AlertKind.ClockJumped, "tongling", "61");
        _alerts.Raise(AlertKind.ClockJumped, "tongling", "61");

        Assert.Equal(1, told);
    }

    private static IEnumerable<string> EnglishIn(string chinese) =>
        Latin().Matches(chinese.Replace("calendar.json", "", StringComparison.Ordinal)).Select(word => word.Value)
            .Except(["HTTPS", "MB", "espeak", "ng", "HALL", "PublicBaseUrl", "dev"], StringComparer.Ordinal);

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
