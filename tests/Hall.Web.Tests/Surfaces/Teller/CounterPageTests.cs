using Bunit;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Teller;

public sealed partial class CounterPageTests : BunitContext
{
    private static readonly CounterId One = new("1");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;
    private readonly IRenderedComponent<MudDialogProvider> _dialogs;

    public CounterPageTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("tongling"), _time);
        Services.AddSingleton<IHallDirectory>(_hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
        this.AsDemonstrator();
        Render<MudPopoverProvider>();
        _dialogs = Render<MudDialogProvider>();
    }

    /// <summary>What the console asks at the moment.</summary>
    private IRenderedComponent<MudDialogProvider> Dialog
    {
        get
        {
            _dialogs.WaitForElement(".dialog");
            return _dialogs;
        }
    }

    [Fact]
    public async Task Press_SpaceFourTimes_CallsStartsCompletesAndCallsAgain()
    {
        Issue(2);
        var page = Open();
        foreach (var _ in Enumerable.Range(0, 4))
        {
            await PressAsync(page, "space");
        }

        Assert.Equal(
            ["CallNext", "StartService", "CompleteService", "CallNext"],
            _hall.Commands.OfType<CounterCommand>().Skip(1).Select(command => command.GetType().Name));
    }

    [Fact]
    public async Task Complete_TheWindowAndItsZoneWereTakenOutMeanwhile_StillEndsTheVisit()
    {
        Issue(1);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "space");
        var before = _hall.Snapshot.Plan.Configuration;
        _hall.Carry(new PublishConfiguration(before with
        {
            Counters = [.. before.Counters.Where(counter => counter.Counter != One)],
            Zones = [.. before.Zones.Where(zone => zone.Code.Value != "A")],
        }));
        await PressAsync(page, "space");

        Assert.Equal(1, _hall.Snapshot.Today.Completed);
        Assert.Null(_hall.Carry(new CloseCounter(One)).Rejection);
        Assert.DoesNotContain(_hall.Snapshot.Counters, view => view.Counter.Id == One);
    }

    [Fact]
    public void Keys_TheCounterComesWithAPublicationWhileThePageStandsOpen_AreListenedToOnce()
    {
        var with = _hall.Snapshot.Plan.Configuration;
        _hall.Carry(new PublishConfiguration(with with { Counters = [.. with.Counters.Where(counter => counter.Counter != One)] }));
        var keys = JSInterop.SetupModule("./assets/counter-keys.js");
        keys.Mode = JSRuntimeMode.Loose;
        var page = Render<CounterPage>(counter => counter.Add(it => it.Hall, "tongling").Add(it => it.Counter, "1"));
        Assert.Empty(keys.Invocations["listen"]);

        _hall.Carry(new PublishConfiguration(with));
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Single(keys.Invocations["listen"]));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(keys.Invocations["listen"]);
    }

    [Fact]
    public async Task Next_TwoWait_SaysWhyTheOneCameAndWhoIsAfterIt()
    {
        Issue(2);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "space");

        Assert.Contains("为何先叫：加权等候最靠前", page.Find(".came").TextContent, StringComparison.Ordinal);
        Assert.Contains("A002", page.Find(".came").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_NobodyAndThenSomebodyComes_NoLongerSaysNobody()
    {
        var page = Open();
        await PressAsync(page, "space");
        Assert.Contains("没有本窗口能办的等候者", page.Find(".notice").TextContent, StringComparison.Ordinal);

        Issue(1);
        _time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".notice")));
        Assert.DoesNotContain("没有本窗口能办的等候者", page.Markup, StringComparison.Ordinal);
        Assert.Single(page.FindAll(".queue-card .queue-row"));
    }

    [Fact]
    public async Task Next_WindowKeptForSpecialServices_SaysWhyThoseWhoWaitAreNotCalled()
    {
        _hall.Carry(new OpenCounter(new("8"), new("1008")));
        Issue(1);
        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "7"));
        _hall.Carry(new OpenCounter(new("7"), new("1007")));
        _hall.Carry(new PauseCounter(new("8"), "午休"));
        _time.Advance(TimeSpan.FromSeconds(1));

        await PressAsync(page, "space");

        Assert.Contains("专项业务", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("没有本窗口能办的等候者", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Queue_OrderThatChangesWithTime_IsAskedForAgain()
    {
        var page = Open();
        _time.Advance(TimeSpan.FromSeconds(1));
        var before = _hall.Questions;

        for (var second = 0; second < 6; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        page.WaitForAssertion(() => Assert.True(_hall.Questions > before));
    }

    [Fact]
    public void Page_HallCannotAnswer_KeepsWhatItShowsAndAsksAgain()
    {
        Issue(1);
        var page = Open();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".queue-card .queue-row")));
        _hall.IsUnavailable = true;
        Issue(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".queue-card .queue-row")));

        _hall.IsUnavailable = false;
        _time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".queue-card .queue-row").Count));
    }

    [Fact]
    public async Task Press_SameKeyTwiceAtOnce_CountsOnce()
    {
        Issue(2);
        var page = Open();
        await page.InvokeAsync(() => page.Instance.PressAsync("space"));
        await page.InvokeAsync(() => page.Instance.PressAsync("space"));
        Assert.Single(_hall.Commands.OfType<CallNext>());
        Assert.Empty(_hall.Commands.OfType<StartService>());
    }

    [Theory]
    [InlineData("r", typeof(RecallTicket))]
    [InlineData("h", typeof(HoldTicket))]
    [InlineData("ctrl+z", typeof(UndoLastAction))]
    public async Task Press_LetterWhileCalling_SendsItsCommand(string key, Type command)
    {
        Issue(1);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, key);
        Assert.Equal(command, _hall.Commands[^1].GetType());
    }

    [Fact]
    public async Task Press_RecallTooOften_SaysWhyItIsRefused()
    {
        Issue(1);
        var page = Open();
        await PressAsync(page, "space");
        foreach (var _ in Enumerable.Range(0, _hall.Snapshot.Plan.Rules.RecallLimit + 1))
        {
            await PressAsync(page, "r");
        }

        Assert.Equal("重呼次数已满，可按未到。", page.Find(".notice[role=alert]").TextContent);
    }

    [Fact]
    public async Task Press_TransferToZone_SendsWhereAndPosition()
    {
        Issue(1);
        var page = Open();
        await PressAsync(page, "space");
        await PressAsync(page, "t");
        await ChooseAsync("B");
        await Dialog.InvokeAsync(() =>
            Dialog.Find(".picked").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "2" }));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Dialog.TapAsync(".end button", 1);
        Assert.Equal(new TransferTicket(One, null, new ZoneCode("B"), null, TransferPosition.Front), _hall.Commands[^1]);
    }

    [Fact]
    public async Task Press_NextWithNobodyWaiting_SaysSo()
    {
        var page = Open();
        await PressAsync(page, "space");
        Assert.Contains("没有本窗口能办", page.Find(".notice").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ClosedCounter_OpensWithTheStaffNumberTyped()
    {
        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "1"));
        await page.InvokeAsync(() => page.Find("#teller").InputAsync("1001"));
        await page.TapAsync(".act.primary");
        Assert.Equal(new OpenCounter(One, new StaffNumber("1001")), _hall.Commands[^1]);
    }

    // Window 2 sends somebody to window 1.
    private void Send()
    {
        Issue(1);
        _hall.Carry(new OpenCounter(new("2"), new StaffNumber("1002")));
        _hall.Carry(new CallNext(new("2")));
        _hall.Carry(new TransferTicket(new("2"), null, null, One));
        Assert.Equal(["A001"], _hall.Snapshot.Counter(One)!.Sent);
    }

    private async Task AnswerAsync(IRenderedComponent<CounterPage> page, string key)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await page.InvokeAsync(() =>
            Dialog.Find(".dialog").KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = key }));
    }

    // Types a part of a name into the field of the question and takes the first of what is found.
    private async Task ChooseAsync(string typed, string field = "#transfer-to")
    {
        await Dialog.InvokeAsync(() => Dialog.Find(field).InputAsync(typed));
        _time.Advance(TimeSpan.FromSeconds(1));
        await Dialog.InvokeAsync(() =>
            Dialog.Find(field).KeyDownAsync(new Microsoft.AspNetCore.Components.Web.KeyboardEventArgs { Key = "Enter" }));
    }

    private void AssertNothingIsAsked() => _dialogs.WaitForAssertion(() => Assert.Empty(_dialogs.FindAll(".dialog")));

    private void Issue(int tickets)
    {
        for (var i = 0; i < tickets; i++)
        {
            _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        }
    }

    private IRenderedComponent<CounterPage> Open()
    {
        _hall.Carry(new OpenCounter(One, new StaffNumber("1001")));
        return Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "tongling").Add(p => p.Counter, "1"));
    }

    private async Task PressAsync(IRenderedComponent<CounterPage> page, string key)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await page.InvokeAsync(() => page.Instance.PressAsync(key));
    }
}
