using Hall.Core.Commands;
using Hall.Hub.Kiosks;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Voice;
using Hall.Web.Wording;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Voice;

/// <summary>A kiosk reads aloud what it shows, and nothing that somebody else wrote.</summary>
public sealed class SpokenTextsTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly FakeHall _hall;

    public SpokenTextsTests()
    {
        var small = FakeHall.Shipped("demo-small");
        _hall = new(small with { Hours = small.Hours with { Always = true } }, _clock);
    }

    [Theory]
    [InlineData("word", "kiosk.confirm", "取号")]
    [InlineData("service", "A01", "参保证明打印")]
    [InlineData("papers", "A03", "请准备好：身份证，银行卡")]
    [InlineData("zone", "A", "A 区，综合业务")]
    [InlineData("priority", "none", "不需要优先")]
    [InlineData("word", "kiosk.ticket.spoken", null)]
    [InlineData("word", "rejection.malformed", null)]
    [InlineData("word", "今天天气很好", null)]
    [InlineData("service", "今天天气很好", null)]
    [InlineData("text", "今天天气很好", null)]
    [InlineData("ticket", "Z999", null)]
    [InlineData("topic", "99", null)]
    public async Task Of_WhatAKioskShows_IsSaidAndNothingElse(string kind, string key, string? said) =>
        Assert.Equal(said, await SpokenTexts.OfAsync(_hall, kind, key, Words.For(Words.Chinese)));

    [Fact]
    public async Task Of_ATicketThatWaits_SaysItsNumberSignBySign()
    {
        _hall.Carry(new IssueTicket([new("A01")], Hall.Core.Identifiers.PriorityCode.None, "zh-CN", null));

        var said = await SpokenTexts.OfAsync(_hall, "ticket", "A001", Words.For(Words.Chinese));

        Assert.StartsWith("您的号码是 诶零零一", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Pace_FourASecondAKiosk_TheFifthWaits()
    {
        var pace = new SpeechPace(_clock);
        Assert.All(Enumerable.Range(0, SpeechPace.MostASecond), _ => Assert.True(pace.TryMake(_hall.Id, "1")));

        Assert.False(pace.TryMake(_hall.Id, "1"));
        Assert.True(pace.TryMake(_hall.Id, "2"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(pace.TryMake(_hall.Id, "1"));
    }
}
