using System.Text;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Balance;
using Hall.Hub.Hosting;
using Hall.Storage.Past;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Balance;

/// <summary>Another system's visits: taken as they were, refused where they cannot be true, and taken away as a whole.</summary>
public sealed class PastImporterTests : IDisposable
{
    private const string Header = "day,arrive,call,start,end,service,counter,teller,priority,outcome\n";
    private static readonly DateOnly Before = new(2026, 11, 30);
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-old-past").FullName;

    private static readonly HallPlan Plan = new(HallConfigurationReader.Read(File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "tongling.json"))).Configuration!);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_SoundRows_AreTakenAsTheyWere()
    {
        var reading = Read("2026-03-02,08:31:10,08:40:02,08:40:31,08:47:15,A06,3,1003,elderly,served\n"
            + "2026-03-02,08:32,09:10,,,A07,,,,left\n");
        Assert.Empty(reading.Faults);
        Assert.Equal([true, false], reading.Visits.Select(visit => visit.IsServed));
        Assert.Equal((1003, "elderly"), (int.Parse(reading.Visits[0].Teller, null), reading.Visits[0].Priority));
        Assert.Equal(TimeSpan.FromMinutes(38).TotalMilliseconds, reading.Visits[1].Call - reading.Visits[1].Arrive);
    }

    [Theory]
    [InlineData("2026-03-02,08:31,08:30,08:30,08:40,A06,3,,,\n", "C2", "past.before")]
    [InlineData("2026-03-02,25:00,25:10,25:10,25:20,A06,3,,,\n", "B2", "past.time")]
    [InlineData("2026-03-02,08:31,08:35,08:35,08:40,Z99,3,,,\n", "F2", "past.service")]
    [InlineData("2026-13-02,08:31,08:35,08:35,08:40,A06,3,,,\n", "A2", "past.day")]
    [InlineData("2026-12-02,08:31,08:35,08:35,08:40,A06,3,,,\n", "A2", "past.ownDay")]
    [InlineData("2026-03-02,08:31,08:35,08:35,08:40,A06,3,,,gone\n", "J2", "past.outcome")]
    [InlineData("2026-03-02,08:31,08:35,08:35,08:50,A06,3,,,\n2026-03-02,08:32,08:40,08:41,08:55,A06,3,,,\n", "G3", "past.counterTwice")]
    [InlineData("2026-03-02,08:31,08:35,08:35,08:50,A06,3,1003,,\n2026-03-02,08:32,08:40,08:41,08:55,A06,4,1003,,\n", "H3",
        "past.tellerTwice")]
    public void Read_WhatCannotBeTrue_IsAFaultAtItsLineAndNothingIsTaken(string rows, string cell, string kind)
    {
        var reading = Read(rows);
        Assert.Empty(reading.Visits);
        var fault = Assert.Single(reading.Faults);
        Assert.Equal((cell, kind), (fault.Cell, fault.Kind));
        foreach (var language in new[] { "zh", "en" })
        {
            Assert.Contains(cell, SheetSentences.In(fault, Words.For(language)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_OtherColumnsAndWords_AreMapped()
    {
        var (mapping, fault) = PastMapping.Read("""
            {"columns":{"arrive":"CreateTime","call":"CallTime","end":"EndTime","service":"Business","outcome":"State"},
             "timeFormat":"yyyy/M/d H:mm:ss","services":{"社保卡":"A06"},"outcomes":{"2":"left","1":"served"}}
            """);
        Assert.Null(fault);
        var reading = PastImporter.Read(Encoding.UTF8.GetBytes(
            "CreateTime,CallTime,EndTime,Business,State\n2026/3/2 8:31:10,2026/3/2 8:40:02,2026/3/2 8:47:15,社保卡,1\n"), mapping!, Plan,
            Before);
        Assert.Empty(reading.Faults);
        Assert.Equal("A06", Assert.Single(reading.Visits).Service);
        Assert.Contains("no column of ours", PastMapping.Read("""{"columns":{"came":"x"}}""").Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Store_TwoImports_AreTakenAwayOneByOne()
    {
        var store = new PastVisitStore(new HubOptions { DataFolder = _folder });
        var visits = Read("2026-03-02,08:31,08:35,08:35,08:40,A06,3,,,\n").Visits;
        Assert.Empty(store.Imports(Plan.Configuration.Hall));
        var one = store.Add(Plan.Configuration.Hall, "QSystem", "1000", DateTimeOffset.UnixEpoch, visits);
        var two = store.Add(Plan.Configuration.Hall, "QSystem 2", "1000", DateTimeOffset.UnixEpoch, visits);
        Assert.Equal(2, store.Read(Plan.Configuration.Hall, 0, int.MaxValue).Count);
        Assert.True(store.Remove(Plan.Configuration.Hall, one));
        Assert.False(store.Remove(Plan.Configuration.Hall, one));
        Assert.False(store.Remove(new HallId("another"), two));
        Assert.Equal(two, Assert.Single(store.Imports(Plan.Configuration.Hall)).Number);
        Assert.Single(store.Read(Plan.Configuration.Hall, 0, int.MaxValue));
    }

    private static PastReading Read(string rows) => PastImporter.Read(Encoding.UTF8.GetBytes(Header + rows), new(), Plan, Before);
}
