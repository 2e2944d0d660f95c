using Bunit;
using Hall.Core.Identifiers;
using Hall.Web.Engine;
using Hall.Web.Surfaces.Board;
using Hall.Web.Voice;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces;

public sealed class BoardPageTests : SurfaceTest
{
    private readonly JSRuntimeInvocationHandler<string> _play;

    public BoardPageTests() => _play = JSInterop.Setup<string>("hallVoice.play", _ => true);

    private HubAlerts Alerts => Services.GetRequiredService<HubAlerts>();

    [Fact]
    public void Page_BrowserRefusesSound_ShowsTheButtonAndTellsTheManager()
    {
        var board = Refused();

        Assert.Single(board.FindAll(".board-sound"));
        var alert = Assert.Single(Alerts.All);
        Assert.Equal((AlertKind.SoundRefused, "demo-small/all"), (alert.Kind, alert.Subject));
    }

    [Fact]
    public async Task Button_TouchedInTime_PlaysWhatWasRefusedAndEndsTheAlert()
    {
        var board = Refused();
        _play.SetResult("played");

        await board.Find(".board-sound").ClickAsync(new());

        board.WaitForAssertion(() => Assert.Equal(2, _play.Invocations.Count));
        Assert.Single(_play.Invocations.Select(played => played.Arguments[0] as string).Distinct());
        board.WaitForAssertion(() => Assert.Empty(Alerts.All));
        Assert.Empty(board.FindAll(".board-sound"));
    }

    [Fact]
    public async Task Button_TouchedHalfAMinuteLate_PlaysNothingOld()
    {
        var board = Refused();
        _play.SetResult("played");
        Pass(30);

        await board.Find(".board-sound").ClickAsync(new());
        Pass(2);

        Assert.Single(_play.Invocations);
        Assert.Empty(Alerts.All);
    }

    [Fact]
    public async Task Button_TouchedAndRefusedAgain_RaisesTheAlertAgain()
    {
        var board = Refused();

        await board.Find(".board-sound").ClickAsync(new());

        board.WaitForAssertion(() => Assert.Equal(2, _play.Invocations.Count));
        board.WaitForAssertion(() => Assert.Single(board.FindAll(".board-sound")));
        Assert.Single(Alerts.All);
    }

    [Fact]
    public async Task Page_SwitchedOff_EndsItsAlert()
    {
        Refused();

        await DisposeComponentsAsync();

        Assert.Empty(Alerts.All);
    }

    private IRenderedComponent<BoardPage> Refused()
    {
        _play.SetResult("blocked");
        var board = Render<BoardPage>(parameters => parameters.Add(p => p.Hall, "demo-small").Add(p => p.Board, "all"));
        Services.GetRequiredService<LoudspeakerDirectory>().Announce(
            new HallId("demo-small"), new(1, "A001", "1", "A", Clock.GetUtcNow(), false), Hall.Snapshot.Plan.Configuration);
        Pass(1);
        board.WaitForElement(".board-sound");
        return board;
    }
}
