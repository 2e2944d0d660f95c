using Hall.Core.Configuration;

namespace Hall.Core.Tests.Configuration;

public sealed class HallConfigurationRuleTests
{
    [Theory]
    [InlineData("hall", "\"Tong Ling\"", "hall", "address")]
    [InlineData("hall", "\"api\"", "hall", "taken")]
    [InlineData("timeZone", "\"Asia/Nowhere\"", "timeZone", "time zone")]
    [InlineData("names", "{}", "names.zh-CN", "Chinese")]
    [InlineData("hours", "{}", "hours", "never opens")]
    [InlineData("hours.weekly.monday[0].to", "\"08:00\"", "hours.weekly.monday[0].to", "ends before")]
    [InlineData("hours.weekly.monday[1].from", "\"11:00\"", "hours.weekly.monday[1].from", "overlap")]
    [InlineData("hours.exceptions.2026-10-10[0].to", "\"09:00\"", "hours.exceptions.2026-10-10[0].to", "ends before")]
    [InlineData("zones[0].code", "\"a\"", "zones[0].code", "zone letter")]
    [InlineData("zones[1].code", "\"A\"", "zones[1].code", "already at zones[0]")]
    [InlineData("zones[0].names", "{ \"en\": \"A\" }", "zones[0].names.zh-CN", "Chinese")]
    [InlineData("services[1].code", "\"A01\"", "services[1].code", "already at services[0]")]
    [InlineData("services[0].code", "\"general\"", "services[0].code", "meaning of its own")]
    [InlineData("services[0].code", "\"A 01\"", "services[0].code", "address")]
    [InlineData("services[2].zone", "\"Q\"", "services[2].zone", "no zone \"Q\"")]
    [InlineData("services[0].minutes", "0", "services[0].minutes", "0.1 to 240")]
    [InlineData("services[0].minutes", "241", "services[0].minutes", "0.1 to 240")]
    [InlineData("services[0].names", "{ \"en\": \"Enrolment\" }", "services[0].names.zh-CN", "Chinese")]
    [InlineData("services[0].names.en", "\"<script>\"", "services[0].names.en", "scripts")]
    [InlineData("services[0].names.en", "\"a\\u0007b\"", "services[0].names.en", "control character")]
    [InlineData("services[0].names.en", "\"a\\u202Eb\"", "services[0].names.en", "control character")]
    [InlineData("services[0].names.zh_CN", "\"x\"", "services[0].names.zh_CN", "not a language")]
    [InlineData("services[0].documents.en[0]", "\"\"", "services[0].documents.en[0]", "no name")]
    [InlineData("services[0].quotas[0].to", "\"08:00\"", "services[0].quotas[0].to", "ends before")]
    [InlineData("services[0].quotas[0].tickets", "-1", "services[0].quotas[0].tickets", "0 to 100000")]
    [InlineData("services[0].quotas[1]", "{ \"from\": \"10:00\", \"to\": \"12:00\", \"tickets\": 1 }", "services[0].quotas[1].from",
        "overlap")]
    [InlineData("counters[1].serves", "[\"B01\", \"X9\"]", "counters[1].serves[1]", "no service \"X9\"")]
    [InlineData("counters[1].serves", "[\"B01\", \"B01\"]", "counters[1].serves[1]", "already")]
    [InlineData("counters[0].serves", "[\"general\"]", "services[1]", "a service without a counter")]
    [InlineData("counters[2]", "{ \"counter\": \"3\", \"zone\": \"B\", \"serves\": [\"special\"] }", "counters[2].serves",
        "a counter without a service")]
    [InlineData("counters[2]", "{ \"counter\": \"3\", \"zone\": \"B\", \"serves\": [] }", "counters[2].serves",
        "a counter without a service")]
    [InlineData("counters[2]", "{ \"counter\": \"2\", \"zone\": \"B\", \"serves\": [\"B01\"] }", "counters[2].counter",
        "already at counters[1]")]
    [InlineData("counters[1].zone", "\"Z\"", "counters[1].zone", "no zone \"Z\"")]
    [InlineData("tellers[1].teller", "\"1001\"", "tellers[1].teller", "already at tellers[0]")]
    [InlineData("priorities[0].factor", "0", "priorities[0].factor", "above 0")]
    [InlineData("priorities[0].creditSeconds", "-1", "priorities[0].creditSeconds", "0 to 86400")]
    [InlineData("priorities[1]", "{ \"code\": \"elderly\" }", "priorities[1].code", "already at priorities[0]")]
    [InlineData("priorities[1]", "{ \"code\": \"donor\" }", "priorities[1].names.zh-CN", "Chinese")]
    [InlineData("rules.feedbackSeconds", "4", "rules.feedbackSeconds", "5 to 60")]
    [InlineData("rules.targetPercent", "101", "rules.targetPercent", "1 to 100")]
    [InlineData("rules.rejoin[1]", "{ \"withinCalls\": 3, \"afterCalls\": 3 }", "rules.rejoin[1].withinCalls", "rising order")]
    [InlineData("kiosks[1]", "{ \"kiosk\": \"1\" }", "kiosks[1].kiosk", "already at kiosks[0]")]
    [InlineData("boards[1].board", "\"all\"", "boards[1].board", "already at boards[0]")]
    [InlineData("boards[1].zones", "[\"Q\"]", "boards[1].zones[0]", "no zone \"Q\"")]
    [InlineData("boards[0].zones", "[\"A\"]", "boards[0].zones", "every zone")]
    [InlineData("loudspeakers[0].board", "\"q\"", "loudspeakers[0].board", "no board \"q\"")]
    [InlineData("loudspeakers[1].zones", "[\"B\", \"A\"]", "loudspeakers[1].zones", "already announced by \"east\"")]
    [InlineData("loudspeakers[1].zones", "[]", "loudspeakers[1].zones", "already announced by \"east\"")]
    [InlineData("loudspeakers[1].board", "\"a\"", "loudspeakers[1].board", "already at")]
    [InlineData("voice.languages", "[\"zh-CN\", \"fr\"]", "voice.phrases.fr", "no phrase")]
    [InlineData("voice.phrases.zh-CN", "\"请 {number} 号\"", "voice.phrases.zh-CN", "lacks {counter}")]
    [InlineData("voice.phrases.zh-CN", "\"请 {nummer} 到 {number} {counter}\"", "voice.phrases.zh-CN", "{nummer}")]
    [InlineData("zones[0].place.zh-CN", "\"<b>\"", "zones[0].place.zh-CN", "scripts")]
    [InlineData("kioskLayout.topics[0].names", "{ \"en\": \"Money\" }", "kioskLayout.topics[0].names.zh-CN", "Chinese")]
    [InlineData("kioskLayout.topics[0].hint.en", "\"<i>\"", "kioskLayout.topics[0].hint.en", "scripts")]
    [InlineData("kioskLayout.topics[0].picture", "\"dragon\"", "kioskLayout.topics[0].picture", "pram")]
    [InlineData("kioskLayout.topics[0].services", "[]", "kioskLayout.topics[0].services", "1 to 12 services")]
    [InlineData("kioskLayout.topics[0].services", "[\"A01\", \"X9\"]", "kioskLayout.topics[0].services[1]", "no service \"X9\"")]
    [InlineData("kioskLayout.topics[0].services", "[\"A01\", \"A01\"]", "kioskLayout.topics[0].services[1]", "in this topic already")]
    [InlineData("texts.bordTip", "{ \"zh-CN\": \"x\" }", "texts.bordTip", "No page shows")]
    [InlineData("deviceLines[0].counters.0", "\"1\"", "deviceLines[0].counters.0", "\"1\" to \"255\"")]
    [InlineData("deviceLines[0].counters.256", "\"1\"", "deviceLines[0].counters.256", "\"1\" to \"255\"")]
    [InlineData("deviceLines[0].counters.7", "\"9\"", "deviceLines[0].counters.7", "no counter \"9\"")]
    [InlineData("deviceLines[0].counters.7", "\"1\"", "deviceLines[0].counters.7", "already has the pad")]
    [InlineData("deviceLines[0].family", "\"two-based\"", "deviceLines[0].family", "no family")]
    [InlineData("deviceLines[0].protocol", "\"ff86\"", "deviceLines[0].protocol", "No driver")]
    [InlineData("deviceLines[0].settings", "{ \"lovels\": \"1=satisfied\" }", "deviceLines[0].settings.lovels", "It has: levels")]
    [InlineData("deviceLines[0].settings", "{ \"levels\": \"1=happy\" }", "deviceLines[0].settings.levels", "1=verySatisfied")]
    [InlineData("deviceLines[0].settings", "{ \"levels\": \"300=satisfied\" }", "deviceLines[0].settings.levels", "cannot be read")]
    [InlineData("deviceLines[0].settings", "{ \"keys\": \"C=call\" }", "deviceLines[0].settings.keys", "0C=call")]
    [InlineData("deviceLines[0].settings", "{ \"rts\": \"true\" }", "deviceLines[0].settings.rts", "\"on\"")]
    public void Read_BrokenRule_NamesPlaceAndReason(string changed, string json, string path, string said)
    {
        var faults = HallFile.With(changed, json);

        Assert.Contains(faults, fault => fault.Path == path && fault.Message.Contains(said, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.True(fault.Line >= 1));
    }

    [Theory]
    [InlineData("{ \"levels\": \"0=default 1=verySatisfied 255=dissatisfied\", \"keys\": \"0C=call 0f=function\", \"functions\": "
        + "\"1=giveUp 22=hold\", \"rts\": \"on\" }")]
    [InlineData("{}")]
    public void Read_SettingsOfALine_AreAccepted(string settings) => Assert.Empty(HallFile.With("deviceLines[0].settings", settings));

    [Fact]
    public void Read_NameOf201Characters_IsRefused()
    {
        var fault = Assert.Single(HallFile.With("names.en", $"\"{new string('x', 201)}\""));

        Assert.Equal("names.en", fault.Path);
    }

    [Fact]
    public void Read_TooManyServices_IsRefused()
    {
        var services = Enumerable.Range(1, 5001).Select(i => $$"""{ "code": "A{{i}}", "zone": "A", "names": { "zh-CN": "事" } }""");

        var faults = HallFile.With("services", $"[{string.Join(',', services)}]");

        Assert.Contains(faults, fault => fault.Path == "services" && fault.Message.Contains("5000", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_ConfigurationWithoutFile_GivesFaultsOnLineZero()
    {
        var configuration = HallConfigurationReader.Read(HallFile.Good).Configuration! with { TimeZone = "Nowhere" };

        var fault = Assert.Single(HallConfigurationValidator.Validate(configuration));

        Assert.Equal(("timeZone", 0), (fault.Path, fault.Line));
    }
}
