using Bunit;
using Hall.Core.Configuration;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Hall.Hub.Agents;
using Hall.Web.Surfaces.Manager.Devices;
using Hall.Web.Wording;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Surfaces.Manager.Devices;

public sealed class AgentCardTests : BunitContext
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero));
    private readonly AgentRegister _agents;

    public AgentCardTests() => _agents = new(_time);

    public static TheoryData<string> Works => [.. AgentWork.All];

    [Theory]
    [InlineData(Words.Chinese, "来自 10.0.0.8 的另一台电脑也在使用这个代理的密钥，已被拒绝（最近一次 09:42）")]
    [InlineData(Words.English, "Another computer, at 10.0.0.8, uses this agent’s key, too, and is refused (last at 09:42)")]
    public void Card_SecondAgentOfAKey_SaysWhoWasRefusedAndWhatToDo(string language, string sentence)
    {
        Come();
        _agents.Connect("window-3", "clone", () => { });
        _agents.Greet("window-3", "clone", "hall-agent 0.2.0", "10.0.0.8");

        Assert.Contains(sentence, Card(language).Find(".device.silent .why").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void Card_WorkThatStandsStill_IsNamedInBothLanguages(string work)
    {
        Come();
        _agents.Report("window-3", "c",
            new AgentReport(_time.GetUtcNow(), 3, 0, [new(work, _time.GetUtcNow() - TimeSpan.FromMinutes(2), Standstill.Failed)]));

        Assert.Contains("停顿", Card(Words.Chinese).Find(".why").TextContent, StringComparison.Ordinal);
        Assert.Contains("09:40", Card(Words.English).Find(".why").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("manager.", Card(Words.English).Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-180, "慢 3 小时 0 分钟")]
    [InlineData(7, "快 7 分钟")]
    [InlineData(-525_600, "慢 365 天")]
    public void Card_ClockOfTheComputerIsWrong_SaysByHowMuch(int minutes, string said)
    {
        Come();
        _agents.Report("window-3", "c", new AgentReport(_time.GetUtcNow() + TimeSpan.FromMinutes(minutes), 0, 0, []));

        Assert.Contains(said, Card(Words.Chinese).Find(".why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Card_AllIsWell_SaysNothingButHowItIs()
    {
        Come();
        _agents.Report("window-3", "c", new AgentReport(_time.GetUtcNow(), 3, 0, []));

        var card = Card(Words.Chinese);
        Assert.Empty(card.FindAll(".why"));
        Assert.Equal(["10.0.0.7", "hall-agent 0.2.0", "3"], card.FindAll(".device.up dd").Select(value => value.TextContent));
    }

    [Fact]
    public void Card_NeverCame_SaysSo() =>
        Assert.Contains("从未连接", Card(Words.Chinese).Find(".device.failed .state").TextContent, StringComparison.Ordinal);

    private void Come()
    {
        _agents.Connect("window-3", "c", () => { });
        _agents.Greet("window-3", "c", "hall-agent 0.2.0", "10.0.0.7");
    }

    private IRenderedComponent<AgentCard> Card(string language) => Render<AgentCard>(card => card
        .Add(one => one.Agent, _agents.Of("window-3")).Add(one => one.Words, Words.For(language))
        .Add(one => one.Plan, new HallPlan(FakeHall.Shipped("tongling"))));
}
