using Bunit;
using Hall.Core.Feedback;
using Hall.Hub.Hosting;
using Hall.Hub.Verification;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Hall.Web.Wording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Verification;

/// <summary>What a manager learns by himself of records that do not agree.</summary>
public sealed class NightlyVerificationTests : IAsyncDisposable
{
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly BunitContext _pages = new();

    public async ValueTask DisposeAsync()
    {
        await _pages.DisposeAsync();
        await _hall.DisposeAsync();
    }

    [Theory]
    [InlineData("zh-CN", "全部相符")]
    [InlineData("en", "they agree")]
    public async Task Look_RecordsThatAgree_SaysSoOnThePageAndNothingElse(string language, string said)
    {
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        using var nightly = Nightly(_hall.Folder);

        nightly.Look();

        Assert.Equal(0, nightly.Last!.Count);
        Assert.Empty(_hall.Alerts.All);
        Assert.Contains(said, Page(nightly, language), StringComparison.Ordinal);
        using var again = Nightly(_hall.Folder);
        Assert.Equal(nightly.Last.At, again.Last!.At);
    }

    [Theory]
    [InlineData("zh-CN", "2026-03-02 的 A001 号的等候与办理时段与流水不一致", "不要改动数据文件夹")]
    [InlineData("en", "ticket A001 of 2026-03-02", "Change nothing in the data folder")]
    public async Task Look_AWaitWasShortened_RaisesAnAlertAndNamesItWithWhatToDo(string language, string named, string said)
    {
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        using var nightly = Nightly(_hall.Folder);
        nightly.Look();
        _hall.Tamper("UPDATE periods SET \"From\" = \"From\" - 60000 WHERE Ticket = 1 AND \"Index\" = 0");
        await _hall.ToDayAsync(1);

        nightly.Look();

        Assert.Equal(AlertKind.VerifyFound, Assert.Single(_hall.Alerts.All).Kind);
        var page = Page(nightly, language);
        Assert.Contains(named, page, StringComparison.Ordinal);
        Assert.Contains(said, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_DoneThisNight_IsNotDoneAgainBeforeTheNext()
    {
        using var nightly = Nightly(_hall.Folder);
        nightly.Look();
        var first = nightly.Last!.At;
        _hall.Time.Advance(TimeSpan.FromHours(6));
        nightly.Look();
        Assert.Equal(first, nightly.Last.At);
        _hall.Time.Advance(TimeSpan.FromHours(18));
        nightly.Look();
        Assert.NotEqual(first, nightly.Last.At);
    }

    [Fact]
    public void Look_ThatCannotBeMadeForOverTwoDays_IsAnAlert()
    {
        using var nightly = Nightly(Path.Combine(_hall.Folder, "gone"));
        Assert.ThrowsAny<Exception>(nightly.Look);
        Assert.Empty(_hall.Alerts.All);
        _hall.Time.Advance(TimeSpan.FromHours(49));

        Assert.ThrowsAny<Exception>(nightly.Look);

        Assert.Equal(AlertKind.VerifyOld, Assert.Single(_hall.Alerts.All).Kind);
    }

    [Fact]
    public async Task Verify_WhileTheHallIsWritten_StaysWhole()
    {
        using var stop = new CancellationTokenSource();
        var served = 0;
        var serving = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await _hall.ServeAsync(served % 2 == 0 ? FeedbackLevel.Satisfied : null);
                Interlocked.Increment(ref served);
            }
        }, Xunit.TestContext.Current.CancellationToken);
        for (var i = 0; i < 8; i++)
        {
            var before = Volatile.Read(ref served);
            await Eventually.HoldsAsync(() => Volatile.Read(ref served) > before + 3 || serving.IsCompleted);
            Assert.Empty(new FolderVerification(_hall.Folder).Faults());
            Assert.Empty(new FolderVerification(_hall.Folder, new(2026, 3, 2)).Faults());
        }

        await stop.CancelAsync();
        await serving;
    }

    private NightlyVerification Nightly(string folder) =>
        new(new HubOptions { DataFolder = folder }, _hall.Halls, _hall.Alerts, _hall.Clock, _ => { },
            NullLogger<NightlyVerification>.Instance);

    private string Page(NightlyVerification nightly, string language)
    {
        _pages.Services.AddSingleton(nightly).AddSingleton(new HubOptions { DataFolder = _hall.Folder }).AddSingleton(_hall.Clock);
        return _pages.Render<VerificationState>(page => page.Add(state => state.Words, Words.For(language))).Markup;
    }
}
