using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.IdCards;
using Hall.Hub.Hosting;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Web.Devices;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;

namespace Hall.Web.Tests.Surfaces.Teller;

/// <summary>A hall that looks at the identity again: what the teller sees and does.</summary>
public sealed class HolderCheckTests : BunitContext
{
    private const string Number = "34070219590211101X";
    private static readonly CounterId One = new("1");
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-test-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
    private readonly FakeCards _cards = new();
    private readonly FakeHall _hall;
    private readonly HubSecret _secret;

    public HolderCheckTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("demo-small"), _time);
        _secret = new(new HubOptions { DataFolder = _folder });
        Services.AddSingleton<IHallDirectory>(_hall);
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddSingleton<ICardReading>(_cards);
        Services.AddSingleton(_secret);
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
        this.AsDemonstrator();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_NotLookedAtYet_IsRefusedAndSaysWhatToDo()
    {
        var page = await CalledAsync();

        Assert.Contains("请核对证件", page.Find(".holder-check").TextContent, StringComparison.Ordinal);
        await PressAsync(page, "space");

        Assert.Contains("请先核对证件", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Equal(CounterState.Calling, State);
    }

    [Fact]
    public async Task Check_AnotherNumberThenTheSame_OpensTheWay()
    {
        var page = await CalledAsync();

        await TypeAsync(page, "34070219601231002X");
        Assert.Contains("不一致", page.Find(".notice.bad").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.Find("#check-number").GetAttribute("value") ?? "");
        await TypeAsync(page, Number);

        Assert.Contains("证件一致", page.Find(".notice.info").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".holder-check"));
        await PressAsync(page, "space");
        Assert.Equal(CounterState.Serving, State);
    }

    [Fact]
    public async Task Card_OnTheWindowsReader_IsEnough()
    {
        _cards.Reader = ReaderState.Up;
        var page = await CalledAsync();
        Assert.Contains("读卡器", page.Find("#check-number").GetAttribute("placeholder"), StringComparison.Ordinal);

        _cards.Say("window-1", CardSign.Pulled);
        page.WaitForAssertion(() => Assert.Contains("读卡失败", page.Find(".holder-check").TextContent, StringComparison.Ordinal));
        _time.Advance(TimeSpan.FromSeconds(1));
        _cards.Say("window-2", CardSign.Read, Holder);
        _cards.Say("window-1", CardSign.Read, Holder);

        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".holder-check")));
        Assert.Single(_hall.Commands.OfType<CheckHolder>());
    }

    [Fact]
    public async Task Without_AReason_GoesOn()
    {
        var page = await CalledAsync();

        await page.TapAsync(".check-row button", 1);
        Assert.True(page.Find(".check-row .go").HasAttribute("disabled"));
        await page.InvokeAsync(() => page.Find("#check-reason").InputAsync("证件忘带，本窗口熟人"));
        _time.Advance(TimeSpan.FromSeconds(1));
        await page.TapAsync(".check-row .go");

        Assert.Equal("证件忘带，本窗口熟人", Assert.Single(_hall.Commands.OfType<CheckHolder>()).Reason);
        Assert.Empty(page.FindAll(".holder-check"));
    }

    private string Holder => HolderHash.Of(_secret, new("demo-small"), Number);

    private CounterState State => _hall.Snapshot.Counter(One)!.Counter.State;

    private async Task<IRenderedComponent<CounterPage>> CalledAsync()
    {
        var small = _hall.Snapshot.Plan.Configuration;
        _hall.Carry(new PublishConfiguration(small with { Rules = small.Rules with { Holders = new HolderRules(CheckAtCall: true) } }));
        _hall.Carry(new IssueTicket([new("A01")], PriorityCode.None, HolderHash: Holder));
        _hall.Carry(new OpenCounter(One, new("1001")));
        var page = Render<CounterPage>(parameters => parameters.Add(p => p.Hall, "demo-small").Add(p => p.Counter, "1"));
        await PressAsync(page, "space");
        page.WaitForElement(".holder-check");
        return page;
    }

    private async Task TypeAsync(IRenderedComponent<CounterPage> page, string number)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await page.InvokeAsync(() => page.Find("#check-number").InputAsync(number));
        await page.InvokeAsync(() => page.Find(".holder-check form").SubmitAsync());
    }

    private async Task PressAsync(IRenderedComponent<CounterPage> page, string key)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await page.InvokeAsync(() => page.Instance.PressAsync(key));
    }
}
