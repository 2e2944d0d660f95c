using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Tests.Configuration;

public sealed class HallConfigurationReaderTests
{
    [Fact]
    public void Read_GoodFile_GivesWhatItSays()
    {
        var reading = HallConfigurationReader.Read(HallFile.Good);

        Assert.Empty(reading.Faults);
        var hall = reading.Configuration!;
        Assert.Equal(new TimeOnly(8, 30), hall.Hours.Weekly[DayOfWeek.Monday][0].From);
        Assert.Equal(TimeOnly.MaxValue, hall.Hours.Weekly[DayOfWeek.Monday][1].To);
        Assert.Equal(new TimeOnly(12, 0), hall.Hours.Exceptions[new DateOnly(2026, 10, 10)][0].To);
        Assert.Equal([new DateOnly(2026, 10, 1)], hall.Hours.Holidays);
        Assert.Equal(ServiceKind.Special, hall.Services[1].Kind);
        Assert.Equal("小厅", hall.Names.In("zh-CN"));
        Assert.Equal(new CounterId("2"), hall.DeviceLines[0].Counters["255"]);
        Assert.Equal(20, hall.Rules.FeedbackSeconds);
        Assert.Equal(120, hall.Rules.NoShowAfterSeconds);
    }

    [Fact]
    public void Read_WithoutClassNone_AddsItAndKnownNames()
    {
        var priorities = HallConfigurationReader.Read(HallFile.Good).Configuration!.Priorities;

        Assert.Equal(["none", "elderly"], priorities.Select(priority => priority.Code.Value));
        Assert.Equal("老年人", priorities[1].Names.In("zh-CN"));
    }

    [Fact]
    public void Write_WhatWasRead_ReadsBackTheSame()
    {
        var hall = HallConfigurationReader.Read(HallFile.Good).Configuration!;

        var text = HallConfigurationReader.Write(hall);
        var again = HallConfigurationReader.Read(text);

        Assert.Empty(again.Faults);
        Assert.Equal(text, HallConfigurationReader.Write(again.Configuration!));
        Assert.Contains("\"24:00\"", text, StringComparison.Ordinal);
        Assert.Contains("小厅", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralFaults_GivesAllInOrderWithTheirLines()
    {
        var json = HallFile.Good
            .Replace("\"hall\": \"small\"", "\"hall\": \"small\", \"colour\": \"red\"", StringComparison.Ordinal)
            .Replace("\"minutes\": 12", "\"minutes\": \"long\"", StringComparison.Ordinal)
            .Replace("\"zone\": \"B\", \"names\"", "\"zone\": \"Q\", \"names\"", StringComparison.Ordinal)
            .Replace("\"factor\": 2", "\"factor\": -2", StringComparison.Ordinal);

        var faults = HallConfigurationReader.Read(json).Faults;

        Assert.Equal(
            [("colour", LineOf(json, "\"colour\"")), ("services[1].minutes", LineOf(json, "\"long\"")),
                ("services[2].zone", LineOf(json, "\"Q\"")), ("priorities[0].factor", LineOf(json, "-2"))],
            faults.Select(fault => (fault.Path, fault.Line)));
    }

    [Theory]
    [InlineData("{\n  \"hall\": \"x\", // why\n}", 2)]
    [InlineData("{\n  \"hall\": \"x\",\n}", 3)]
    [InlineData("{\n  \"hall\": \"x\"\n", 3)]
    [InlineData("", 1)]
    [InlineData("not json", 1)]
    [InlineData("{}\n{}", 2)]
    [InlineData("{\n\n\"hall\": \"\\ud800\"}", 3)]
    public void Read_NotJson_GivesOneFaultWithItsLine(string json, int line)
    {
        var reading = HallConfigurationReader.Read(json);

        Assert.Null(reading.Configuration);
        Assert.Equal(line, Assert.Single(reading.Faults).Line);
    }

    [Theory]
    [InlineData("{\n  \"hall\": \"x\", // why\n}", "Line 2, column 16 ")]
    [InlineData("{\n  \"hall\": \"大厅\" 1\n}", "Line 2, column 16 ")]
    [InlineData("{\n\n\"hall\": \"\\ud800\"}", "Line 3, column 9 ")]
    public void Read_NotJson_SaysTheColumnInCharactersFromOne(string json, string expected) =>
        Assert.StartsWith(expected, Assert.Single(HallConfigurationReader.Read(json).Faults).Message, StringComparison.Ordinal);

    [Fact]
    public void Read_DeeplyNested_IsRefusedNotFollowed()
    {
        var fault = Assert.Single(HallConfigurationReader.Read(new string('[', 100_000)).Faults);

        Assert.Contains("not valid JSON", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services[0].colour", "1", "services[0].colour", "no field \"colour\"")]
    [InlineData("services[0].$schema", "\"x\"", "services[0].$schema", "no field")]
    [InlineData("services[0].kind", "\"General\"", "services[0].kind", "general, special")]
    [InlineData("services[0].kind", "1", "services[0].kind", "general, special")]
    [InlineData("services[0].names", "\"x\"", "services[0].names", "an object")]
    [InlineData("services[0].zone", "null", "services[0].zone", "null stands here")]
    [InlineData("services", "{}", "services", "a list")]
    [InlineData("counters[0].counter", "1", "counters[0].counter", "a text in quotes")]
    [InlineData("rules.recallLimit", "2.5", "rules.recallLimit", "a whole number")]
    [InlineData("rules.recallLimit", "99999999999", "rules.recallLimit", "a whole number")]
    [InlineData("kiosks[0].printer", "\"yes\"", "kiosks[0].printer", "true or false")]
    [InlineData("hours.weekly.monday[0].from", "\"8.30\"", "hours.weekly.monday[0].from", "08:30")]
    [InlineData("hours.weekly.Montag", "[]", "hours.weekly.Montag", "monday")]
    [InlineData("hours.holidays[0]", "\"1 October\"", "hours.holidays[0]", "2026-10-01")]
    [InlineData("hours.exceptions.tomorrow", "[]", "hours.exceptions.tomorrow", "2026-10-01")]
    public void Read_WrongForm_IsTheOnlyFault(string changed, string json, string path, string said)
    {
        var fault = Assert.Single(HallFile.With(changed, json));

        Assert.Equal(path, fault.Path);
        Assert.Contains(said, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hall", "hall")]
    [InlineData("services[0].code", "services[0].code")]
    [InlineData("counters[0].serves", "counters[0].serves")]
    [InlineData("tellers[0].teller", "tellers[0].teller")]
    public void Read_MissingField_IsTheOnlyFault(string removed, string path)
    {
        var fault = Assert.Single(HallFile.With(removed, null));

        Assert.Equal(path, fault.Path);
        Assert.Contains("missing", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_FieldTwice_IsRefused()
    {
        var json = HallFile.Good.Replace("\"hall\": \"small\"", "\"hall\": \"small\",\n\"hall\": \"other\"", StringComparison.Ordinal);

        var fault = Assert.Single(HallConfigurationReader.Read(json).Faults);

        Assert.Equal(("hall", 4), (fault.Path, fault.Line));
    }

    private static int LineOf(string json, string text) =>
        json[..json.IndexOf(text, StringComparison.Ordinal)].Count(sign => sign == '\n') + 1;

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    public void Read_NotAnObject_GivesOneFault(string json) =>
        Assert.Equal("", Assert.Single(HallConfigurationReader.Read(json).Faults).Path);
}
