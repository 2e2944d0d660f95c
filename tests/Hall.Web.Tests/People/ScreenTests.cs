using System.Net;
using System.Text.RegularExpressions;
using Hall.Hub.Screens;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.People;

public sealed partial class ScreenTests : IAsyncLifetime
{
    private static readonly ScreenPlace Kiosk = new("demo-small", "kiosk", "1");
    private PeopleHub _hub = null!;

    private ScreenService Office => _hub.Get<ScreenService>();

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Screen_NotEnrolled_ShowsItsCodeAndNothingElse()
    {
        var machine = _hub.Visit();
        using var refused = await machine.GetAsync("/demo-small/kiosk/1");
        Assert.Equal("/screen?to=%2Fdemo-small%2Fkiosk%2F1", refused.Headers.Location?.OriginalString);
        Assert.Matches("[A-Z2-9]{6}", await CodeAsync(machine));
    }

    [Fact]
    public async Task Screen_ConfirmedByItsCode_OpensItsPlaceAndNoOther()
    {
        var machine = await EnrolledAsync(Kiosk);
        using var own = await machine.GetAsync("/demo-small/kiosk/1");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        foreach (var other in new[] { "/demo-small/board/all", "/demo-small/pad/1", "/demo-small/window/1", "/" })
        {
            using var elsewhere = await machine.GetAsync(other);
            Assert.True(elsewhere.Headers.Location?.OriginalString == "/demo-small/kiosk/1", other);
        }

        using var manager = await machine.GetAsync("/demo-small/manager");
        Assert.Equal("/demo-small/kiosk/1", manager.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Screen_MovedAndShutOut_FollowsAtTheNextRequest()
    {
        var machine = await EnrolledAsync(Kiosk);
        var screen = _hub.Get<ScreenRegister>().All.Single();
        Assert.Null(await Office.ChangeAsync("test", screen.Id, new("demo-small", "window", "2"), "Window 2"));
        using var moved = await machine.GetAsync("/demo-small/kiosk/1");
        Assert.Equal("/demo-small/window/2", moved.Headers.Location?.OriginalString);

        Assert.Null(await Office.ShutOutAsync("test", screen.Id));
        using var shutOut = await machine.GetAsync("/demo-small/window/2");
        Assert.StartsWith("/screen", shutOut.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal([AuditKind.ScreenEnrolled, AuditKind.ScreenChanged, AuditKind.ScreenShutOut],
            (await _hub.Get<PeopleStore>()
                .ReadAsync(context => context.Audit.OrderBy(row => row.Sequence).Select(row => row.Kind).ToListAsync()))
                .Where(kind => kind.StartsWith("screen-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cookie_UsedFromASecondPlace_IsRefusedThereAndReportedOnce()
    {
        var machine = await EnrolledAsync(Kiosk);
        var screen = _hub.Get<ScreenRegister>().All.Single();
        _hub.Get<ScreenPresence>().Hear(screen.Id, new object(), "127.0.0.1", "", "");
        using var far = new HttpRequestMessage(HttpMethod.Get, "/demo-small/kiosk/1")
            { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };
        using var again = new HttpRequestMessage(HttpMethod.Get, "/demo-small/kiosk/1")
            { Headers = { { "X-Forwarded-For", "203.0.113.9" } } };

        using var refused = await machine.Client.SendAsync(far, TestContext.Current.CancellationToken);
        using var twice = await machine.Client.SendAsync(again, TestContext.Current.CancellationToken);
        using var own = await machine.GetAsync("/demo-small/kiosk/1");

        Assert.Equal("/refused?why=twice", refused.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Contains(_hub.Get<HubAlerts>().All, alert => alert.Kind == "screen-twice");
        Assert.Equal(1,
            await _hub.Get<PeopleStore>().ReadAsync(context => context.Audit.CountAsync(row => row.Kind == AuditKind.ScreenTwice)));
    }

    [Fact]
    public async Task Code_GuessedTenTimes_IsComparedNoMoreAndAudited()
    {
        var code = await CodeAsync(_hub.Visit());
        foreach (var _ in Enumerable.Range(0, ScreenCodes.MostWrong - 1))
        {
            Assert.Equal("code", await Office.ConfirmAsync("guesser", "AAAAAA", Kiosk, "Kiosk"));
        }

        Assert.Equal("tooMany", await Office.ConfirmAsync("guesser", "AAAAAA", Kiosk, "Kiosk"));
        Assert.Equal("tooMany", await Office.ConfirmAsync("guesser", code, Kiosk, "Kiosk"));
        Assert.Null(await Office.ConfirmAsync("another", code, Kiosk, "Kiosk"));
        Assert.True(await _hub.Get<PeopleStore>()
            .ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.CodeGuessed && row.Actor == "guesser")));
    }

    [Fact]
    public void Code_TenMinutesOldOrUsed_IsWorthNothing()
    {
        var time = new FakeTimeProvider();
        var codes = new ScreenCodes(time);
        var waiting = codes.Ask(null, "/", "10.0.0.1")!;
        Assert.Same(waiting, codes.Ask(waiting.Asking, "/", "10.0.0.1"));
        Assert.Equal(CodeAnswer.Right, codes.Find($"{waiting.Code[..3]} {waiting.Code[3..].ToLowerInvariant()}", "m").Answer);
        waiting.Secret = "given";
        Assert.Equal(CodeAnswer.Wrong, codes.Find(waiting.Code, "m").Answer);

        var second = codes.Ask(null, "/", "10.0.0.1")!;
        time.Advance(ScreenCodes.Lasts);
        Assert.Equal(CodeAnswer.Wrong, codes.Find(second.Code, "m").Answer);
        Assert.NotEqual(second.Code, codes.Ask(second.Asking, "/", "10.0.0.1")!.Code);
    }

    [Fact]
    public void Ask_ManyFromOneMachine_TakeNothingFromAScreenThatIsThereOrFromOthers()
    {
        var time = new FakeTimeProvider();
        var codes = new ScreenCodes(time);
        var own = codes.Ask(null, "/", "10.0.0.1");
        Assert.Same(own, codes.Ask(own.Asking, "/", "10.0.0.1"));
        var other = codes.Ask(null, "/", "10.0.0.2");
        for (var i = 0; i < 500; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            codes.Ask(null, "/", "10.0.0.1");
        }

        Assert.Equal(31, codes.Waiting.Count);
        Assert.Contains(own, codes.Waiting);
        Assert.Contains(other, codes.Waiting);
    }

    [Theory]
    [InlineData("203.0.113.")]
    [InlineData("10.9.8.")]
    [InlineData("2001:db8:0:")]
    [InlineData("fd00:0:0:")]
    public void Ask_FromMoreMachinesThanThereIsRoomFor_LeavesTheKiosksCode(string network)
    {
        var time = new FakeTimeProvider();
        var codes = new ScreenCodes(time);
        var kiosk = codes.Ask(null, "/demo-small/kiosk/1", "10.0.0.1");
        for (var i = 0; i < 1_000; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            codes.Ask(null, "/", network.Contains(':', StringComparison.Ordinal) ? $"{network}{i % 250:x}::{i:x}" : $"{network}{i % 250}");
            if (i % 30 == 0)
            {
                Assert.Same(kiosk, codes.Ask(kiosk.Asking, "/", "10.0.0.1"));
            }
        }

        Assert.InRange(codes.Waiting.Count, 2, 200);
        Assert.Same(kiosk, codes.Waiting[0]);
        Assert.Equal(CodeAnswer.Right, codes.Find(kiosk.Code, "m").Answer);
    }

    [Fact]
    public async Task Show_HundredsAskedFromElsewhere_ANewScreenStillGetsItsCodeAndIsEnrolled()
    {
        for (var i = 0; i < 300; i++)
        {
            using var stranger = _hub.Visit();
            using var answer = await stranger.Client.FromAfarAsync("/screen", $"203.0.113.{i % 20}");
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Null(await Office.ConfirmAsync("test", await CodeAsync(_hub.Visit()), Kiosk, "Kiosk"));
    }

    [Theory]
    [InlineData("kiosk", "9")]
    [InlineData("counter", "1")]
    [InlineData("pad", "9")]
    public async Task Confirm_PlaceThatTheHallDoesNotHave_IsRefused(string surface, string place) =>
        Assert.Equal("place",
            await Office.ConfirmAsync("test", await CodeAsync(_hub.Visit()), new("demo-small", surface, place), "Screen"));

    private async Task<Visitor> EnrolledAsync(ScreenPlace place)
    {
        var machine = _hub.Visit();
        Assert.Null(await Office.ConfirmAsync("test", await CodeAsync(machine), place, "Kiosk"));
        using var given = await machine.GetAsync("/screen");
        Assert.Equal("/demo-small/kiosk/1", given.Headers.Location?.OriginalString);
        return machine;
    }

    private static async Task<string> CodeAsync(Visitor machine) =>
        Code().Match(await machine.ReadAsync("/screen?to=%2Fdemo-small%2Fkiosk%2F1")).Groups[1].Value.Replace(" ", "",
            StringComparison.Ordinal);

    [GeneratedRegex("aria-label=\"([A-Z0-9 ]{11})\"")]
    private static partial Regex Code();
}
