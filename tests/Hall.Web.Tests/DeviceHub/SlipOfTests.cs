using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.EscPos;
using Hall.Devices.Slips;
using Hall.Devices.Texts;
using Hall.Web.Devices;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.DeviceHub;

/// <summary>The bytes of a slip say what the hall's ticket says, and leave out what it leaves out.</summary>
public sealed class SlipOfTests
{
    private const string Link = "https://hall.example/t/abc";
    private static readonly CodePageText Chinese = new("GB18030");
    private readonly HallConfiguration _small = FakeHall.Shipped("demo-small");

    public static TheoryData<string, TicketTemplate> Parts { get; } = new()
    {
        { "A 区", new() { Zone = false } },
        { "前面还有", new() { Ahead = false } },
        { "预计等候", new() { Range = false } },
        { "· ", new() { Documents = false } },
        { Link, new() { Code = false } },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Bytes_APartLeftOut_LackItAndHaveItOtherwise(string says, TicketTemplate without)
    {
        Assert.True(Says(Bytes(new()), says), says);
        Assert.False(Says(Bytes(without), says), says);
    }

    [Fact]
    public void Bytes_HeadingAndFoot_StandAboveAndBelowTheNumber()
    {
        var bytes = Bytes(new() { Heading = Text("周三延时服务"), Foot = Text("请保管好号票") });
        var (heading, number, foot) = (IndexOf(bytes, "周三延时服务"), IndexOf(bytes, "A001"), IndexOf(bytes, "请保管好号票"));
        Assert.True(heading >= 0 && heading < number && number < foot, $"{heading} {number} {foot}");
        Assert.False(Says(Bytes(new()), "周三延时服务"));
    }

    private static LocalText Text(string chinese) => new() { ["zh-CN"] = chinese };

    private byte[] Bytes(TicketTemplate template)
    {
        var hall = new FakeHall(_small with { Ticket = template, Hours = _small.Hours with { Always = true } }, new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero)));
        hall.Carry(new OpenCounter(new("1"), new("1001")));
        var service = _small.Services.First(service => service.Documents.Count > 0);
        var ticket = hall.Carry(new IssueTicket([service.Code], PriorityCode.None)).Ticket!;
        return new SlipRenderer(SlipTemplate.Standard).ToBytes(TicketPrinting.SlipOf(hall, ticket, Link, Words.For("zh-CN"))).Bytes;
    }

    private static bool Says(byte[] bytes, string text) => IndexOf(bytes, text) >= 0;

    private static int IndexOf(byte[] bytes, string text) => bytes.AsSpan().IndexOf(Chinese.ToBytes(text));
}
