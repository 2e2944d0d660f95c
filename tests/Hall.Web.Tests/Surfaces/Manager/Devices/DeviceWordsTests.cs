using System.Text.RegularExpressions;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Hub.DeviceLinks;
using Hall.Storage.Alerts;
using Hall.Web.Surfaces.Manager.Devices;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Manager.Devices;

public sealed partial class DeviceWordsTests
{
    public static TheoryData<string> Protocols => [.. LineFactory.Protocols];

    public static TheoryData<PadKey> Keys => [.. Enum.GetValues<PadKey>()];

    public static TheoryData<string> Troubles => [.. LineTrouble.All];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Kind_EveryProtocol_HasANameInBothLanguages(string protocol)
    {
        Assert.NotNull(Words.For(Words.Chinese).Find($"manager.devices.kind.{protocol}"));
        Assert.NotNull(Words.For(Words.English).Find($"manager.devices.kind.{protocol}"));
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public void Alerts_EveryTrouble_SaysWhatToDoInBothLanguages(string trouble)
    {
        var definition = new DeviceLineDefinition { Name = "东侧", Protocol = "escpos", Port = "/dev/usb/lp0", Counters = new Dictionary<string, CounterId>() };
        var line = new DeviceLink(definition, new(LinkState.Up, DateTimeOffset.UnixEpoch, "", 1, 0), false, null, [], new LineCounts()) { Trouble = trouble };
        var found = Assert.Single(DeviceAlerts.Of([line]));
        var alert = new HubAlert(found.Kind, $"tongling/{found.About}", DateTimeOffset.UnixEpoch, []);

        var chinese = HubAlertWords.Of(alert, Words.For(Words.Chinese));
        var english = HubAlertWords.Of(alert, Words.For(Words.English));

        Assert.Contains("东侧", chinese.Title, StringComparison.Ordinal);
        Assert.DoesNotMatch(Latin(), chinese.Title + chinese.Detail);
        Assert.NotEmpty(chinese.Detail);
        Assert.DoesNotContain("manager.", english.Title + english.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/hall-pads may not be used by this account. Add the account to the group dialout and start again.", "dialout")]
    [InlineData("/dev/usb/lp0 may not be used by this account. Add the account to the group lp and start again.", "lp")]
    [InlineData("/dev/hall-pads is in use by another program. Only one can have it.", "占用")]
    [InlineData("/dev/hall-pads has gone. Was the adapter unplugged?", "拔出")]
    [InlineData("10.0.0.5:9100 cannot be reached. Is it switched on and in the network?", "网络")]
    [InlineData("Writing to the line failed: Input/output error", "写不出去")]
    [InlineData("/dev/ttyS9 cannot be opened: Invalid argument", "打不开")]
    [InlineData("The agent 'window-3' is away.", "window-3")]
    public void Reason_WhatADriverSays_IsSaidInChinese(string reason, string said)
    {
        var chinese = LinkReasons.In(Words.For(Words.Chinese), reason);

        Assert.Contains(said, chinese, StringComparison.Ordinal);
        Assert.Contains(chinese, sign => sign > 0x2E80);
        Assert.DoesNotContain(LinkReasons.In(Words.For(Words.English), reason), sign => sign > 0x2E80);
    }

    [Theory]
    [InlineData("→ 3: show 052, waiting 030")]
    [InlineData("→ 3: show 052, waiting –––")]
    [InlineData("→ 3: show A12, red")]
    [InlineData("→ 1: show nothing")]
    [InlineData("show a picture")]
    [InlineData("→ 5: lamp mode 31")]
    [InlineData("→ 5: 5 stars")]
    [InlineData("→ 5: beep")]
    [InlineData("→ 5: ask for a rating")]
    [InlineData("→ 5: rating acknowledged")]
    [InlineData("→ 5: acknowledged")]
    [InlineData("5: not understood")]
    [InlineData("5: rating of a value that is not configured")]
    [InlineData("5: rating")]
    [InlineData("no rating, ret -2")]
    [InlineData("5: key Call 012")]
    [InlineData("5: key OneMetreLine")]
    [InlineData("key GiveUp")]
    [InlineData("a key that is not configured")]
    [InlineData("5: an address or a key that is not configured")]
    [InlineData("a result that is not configured")]
    [InlineData("the same key once more, bouncing")]
    [InlineData("ping")]
    [InlineData("clear")]
    [InlineData("speak")]
    [InlineData("done")]
    [InlineData("answered")]
    [InlineData("refused, error 3")]
    [InlineData("find")]
    [InlineData("select")]
    [InlineData("read")]
    [InlineData("a card is there")]
    [InlineData("no card")]
    [InlineData("a card; its bytes are not kept")]
    [InlineData("ready")]
    [InlineData("3528 bytes played")]
    [InlineData("slip: Printed, copies 1. ")]
    [InlineData("slip: Sent, copies 1. ")]
    [InlineData("slip: NotPrinted, copies 0. The printer has no paper. Put in a new roll.")]
    [InlineData("slip: Unknown, copies 2. The line to the printer broke in the middle of a ticket.")]
    [InlineData("The printer's cover is open. Close it.")]
    public void Meaning_OfAFrame_IsSaidInTheReadersLanguage(string meaning)
    {
        Assert.DoesNotMatch(Latin(), FrameMeanings.In(Words.For(Words.Chinese), meaning));
        Assert.DoesNotContain(FrameMeanings.In(Words.For(Words.English), meaning), sign => sign > 0x2E80);
        Assert.DoesNotContain("manager.", FrameMeanings.In(Words.For(Words.English), meaning), StringComparison.Ordinal);
    }

    [Fact]
    public void Meaning_NotKnown_StaysAsItIs() => Assert.Equal("aplay: no such card", FrameMeanings.In(Words.For(Words.Chinese), "aplay: no such card"));

    [Theory]
    [MemberData(nameof(Keys))]
    public void Meaning_EveryKey_HasANameInBothLanguages(PadKey key)
    {
        Assert.NotNull(Words.For(Words.Chinese).Find($"manager.frame.key.{key}"));
        Assert.NotNull(Words.For(Words.English).Find($"manager.frame.key.{key}"));
    }

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();
}
