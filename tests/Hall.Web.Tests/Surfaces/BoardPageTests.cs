using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Hub.Voice;
using Hall.Web.Surfaces.Board;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Surfaces;

public sealed class BoardPageTests : SurfaceTest
{
    private readonly JSRuntimeInvocationHandler _join;
    private readonly JSRuntimeInvocationHandler _speak;
    private long _calls;

    public BoardPageTests()
    {
        _join = JSInterop.SetupVoid("hallVoice.join", _ => true).SetVoidResult();
        _speak = JSInterop.SetupVoid("hallVoice.speak", _ => true).SetVoidResult();
    }

    private LoudspeakerDirectory Loudspeakers => Services.GetRequiredService<LoudspeakerDirectory>();

    private Loudspeaker Loudspeaker => Loudspeakers.At(Hall, "all")!;

    private SoundMessage Sound => (SoundMessage)_speak.Invocations.Last().Arguments[0]!;

    [Fact]
    public async Task Page_OfALoudspeaker_JoinsItAndIsPushedTheCallWithItsLeaseAndWords()
    {
        Board();
        Answer(SoundAnswer.Played);

        Call("A001");
        await SpokenAsync(1);

        Assert.Equal($"/demo-small/voice/main/1.wav?lease={Sound.Lease}", Sound.Url);
        Assert.Contains("A, 0 0 1", Sound.Lines[^1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfABoardWithoutLoudspeaker_JoinsNone()
    {
        var configuration = Hall.Snapshot.Plan.Configuration;
        Hall.Carry(new PublishConfiguration(configuration with { Boards = [.. configuration.Boards, new BoardDefinition("side", [])] }));

        Board("side");

        Assert.Empty(_join.Invocations);
        Assert.True(Loudspeakers.WasShown(Hall.Id));
    }

    [Fact]
    public void Page_BrowserRefusesSound_ShowsTheButtonUntilItMaySound()
    {
        var board = Board();
        Assert.Empty(board.FindAll(".board-sound"));

        Answer(SoundAnswer.Blocked);
        board.WaitForElement(".board-sound");

        Answer(SoundAnswer.Played);
        board.WaitForAssertion(() => Assert.Empty(board.FindAll(".board-sound")));
    }

    [Fact]
    public async Task Page_SecondOneThatMayNotSound_ShowsNoButtonAndIsGivenNothing()
    {
        Board();
        Answer(SoundAnswer.Played);
        var second = Board();
        Answer(SoundAnswer.Blocked);

        Call("A001");
        await SpokenAsync(1);
        Pass(1);

        Assert.Empty(second.FindAll(".board-sound"));
        Assert.Single(_speak.Invocations);
        Assert.Null(Loudspeaker.Condition.RefusedAt);
    }

    [Fact]
    public async Task Page_CircuitLosesItsBrowser_LosesTheLeaseAtOnceAndJoinsAgainWhenItIsBack()
    {
        Board();
        Answer(SoundAnswer.Played);
        Call("A001");
        await SpokenAsync(1);
        var sound = Sound;

        await Connection.OnConnectionDownAsync(null!, CancellationToken.None);

        Loudspeaker.Find(sound.Lease, sound.Sequence, out var isHeld);
        Assert.False(isHeld);
        Assert.Null(Loudspeakers.Page(PageIdOf(0)));

        await Connection.OnConnectionUpAsync(null!, CancellationToken.None);
        Answer(SoundAnswer.Played);

        await SpokenAsync(2);
        Assert.Equal(2, _join.Invocations.Count);
        Assert.NotEqual(sound.Lease, Sound.Lease);
    }

    [Fact]
    public async Task Page_SwitchedOff_Leaves()
    {
        Board();
        Answer(SoundAnswer.Blocked);
        Assert.NotNull(Loudspeaker.Condition.RefusedAt);

        await DisposeComponentsAsync();

        Assert.Null(Loudspeaker.Condition.RefusedAt);
        Assert.Null(Loudspeakers.Page(PageIdOf(0)));
    }

    [Fact]
    public async Task Page_LoudspeakerIsGivenAnotherBoard_LeavesIt()
    {
        Board();
        Answer(SoundAnswer.Played);
        var loudspeaker = Loudspeaker;
        var configuration = Hall.Snapshot.Plan.Configuration;

        Hall.Carry(new PublishConfiguration(configuration with
        {
            Boards = [.. configuration.Boards, new BoardDefinition("side", [])],
            Loudspeakers = [new LoudspeakerDefinition("main", [], "side")],
        }));
        await Eventually.HoldsAsync(() => Loudspeakers.Page(PageIdOf(0)) is null, () => Pass(1));

        loudspeaker.Enqueue(new(9, "A009", "1", "A", Clock.GetUtcNow(), false), TimeSpan.Zero);
        Assert.Empty(_speak.Invocations);
    }

    private IRenderedComponent<BoardPage> Board(string board = "all") =>
        Render<BoardPage>(parameters => parameters.Add(page => page.Hall, "demo-small").Add(page => page.Board, board));

    private Task SpokenAsync(int count) => Eventually.HoldsAsync(() => _speak.Invocations.Count == count);

    private string PageIdOf(int join) => ((string)_join.Invocations.ElementAt(join).Arguments[0]!).Split('/')[^1];

    private void Call(string number) => Loudspeakers.Announce(
        Hall.Id, new(++_calls, number, "1", "A", Clock.GetUtcNow(), false), TimeSpan.Zero, Hall.Snapshot.Plan.Configuration);

    // What the latest page's script does: it confirms, and says what its browser answered.
    private void Answer(SoundAnswer answer)
    {
        var (loudspeaker, page) = Loudspeakers.Page(PageIdOf(_join.Invocations.Count - 1))!.Value;
        loudspeaker.Confirm(page, null);
        loudspeaker.Answer(page, answer);
    }
}
