using Bunit;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Configurations;
using Hall.Hub.Engine;
using Hall.Web.Http;
using Hall.Web.Surfaces.Configuration;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>The editor of a real hub: a draft by section, its faults where they stand, what it would change, publishing and going
/// back.</summary>
public sealed class ConfigurationPageTests : ConfigurationHall
{
    private const string Name = "services[0].names.en";

    [Fact]
    public void Field_Changed_IsKeptInTheDraftAndComparedWithWhatIsInForce()
    {
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, Name, "Registering");

        var row = page.Page.Find(".configuration-changes tbody tr");
        Assert.Equal("业务 A01 参保证明打印 › 名称 › 英文", row.Children[0].FirstChild!.TextContent.Trim());
        Assert.Equal("services[A01].names.en", row.QuerySelector(".draft-path")!.TextContent);
        Assert.Equal([$"\"{NameInForce}\"", "\"Registering\""], row.Children.Skip(1).Select(cell => cell.TextContent.Trim()));
        Assert.Equal("Registering", Drafts.Find(Live.Hall)!.Configuration!.Services[0].Names["en"]);
        Assert.NotEqual("Registering", NameInForce);
    }

    [Fact]
    public void Field_Faulty_SaysSoAtTheFieldInTheTabAndInTheListAndCannotBePublished()
    {
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, "services[0].minutes", "soon");

        Assert.Equal("true", page.Page.Find($"#{FieldOf("services[0].minutes")}").GetAttribute("aria-invalid"));
        Assert.NotEmpty(page.Page.Find($"#{FieldOf("services[0].minutes")}-fault").TextContent);
        Assert.Equal("1", page.Page.Find(".draft-tabs .mud-tab-active em").TextContent);
        Assert.Equal("业务 A01 参保证明打印 › 分钟数", page.Page.Find(".configuration-faults a").TextContent);
        Assert.Equal("services[0].minutes", page.Page.Find(".configuration-faults .draft-path").TextContent);
        Assert.Empty(page.Page.FindAll(".configuration-publish"));
    }

    [Fact]
    public void PublishAndRollBack_ANameWithAReason_IsInForceThenTheOldOneIsAVersionOfItsOwn()
    {
        var old = NameInForce;
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, Name, "Registering");
        Publish(page, "clearer for visitors");
        page.Until(() => Assert.Equal("Registering", NameInForce));
        page.Until(() =>
            Assert.Contains("clearer for visitors", page.Page.FindAll(".configuration-versions tbody tr")[0].TextContent,
                StringComparison.Ordinal));
        Assert.Null(Drafts.Find(Live.Hall));

        var versions = page.Page.FindAll(".configuration-versions tbody tr").Count;
        page.Do(() => page.Page.FindAll(".configuration-versions tbody tr")[1].QuerySelector("button")!.Click());
        Assert.Contains(old, page.Page.Find(".configuration-changes").TextContent, StringComparison.Ordinal);
        Publish(page, "the old name was better known");
        page.Until(() => Assert.Equal(old, NameInForce));
        page.Until(() => Assert.Equal(versions + 1, page.Page.FindAll(".configuration-versions tbody tr").Count));
    }

    [Fact]
    public async Task Publish_AnotherVersionCameBetween_ShowsItFirstAndPublishesBothAtTheSecondPress()
    {
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, Name, "Registering");
        await ConfigurationPublisher.PublishAsync(Hub.Hall, new(Live, Live with { TimeZone = "Asia/Tokyo" }),
            Xunit.TestContext.Current.CancellationToken);

        Publish(page, "clearer");
        page.Until(() => Assert.Contains(page.Page.FindAll(".refused"), said => said.TextContent.Length > 0));
        Assert.NotEqual("Registering", NameInForce);
        page.Until(() =>
            Assert.DoesNotContain("timeZone", page.Page.Find("#publish .configuration-changes").TextContent, StringComparison.Ordinal));
        page.Until(() => Assert.Contains("timeZone", page.Page.Find(".draft-meanwhile").TextContent, StringComparison.Ordinal));

        Publish(page, "clearer");
        page.Until(() => Assert.Equal("Registering", NameInForce));
        Assert.Equal("Asia/Tokyo", Live.TimeZone);
    }

    [Fact]
    public async Task Publish_TheRulesWereChangedWhileTheDraftStoodOpen_AreKeptAndShownBeforeItIsSent()
    {
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, Name, "Registering");
        await Hub.Hall.ExecuteAsync(new ChangeDispatch(new() { WaitCapMinutes = 33 }, "2003"), null,
            Xunit.TestContext.Current.CancellationToken);
        page.Until(() => Assert.NotNull(page.Page.Find("#rebase")));

        Publish(page, "clearer");
        Assert.NotEqual("Registering", NameInForce);
        page.Until(() => Assert.Contains("rules.waitCapMinutes", page.Page.Find(".draft-meanwhile").TextContent, StringComparison.Ordinal));
        Assert.Contains("2003", page.Page.Find(".draft-meanwhile h2").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("waitCapMinutes", page.Page.FindAll(".configuration-changes")[^1].TextContent, StringComparison.Ordinal);

        Publish(page, "clearer");
        page.Until(() => Assert.Equal("Registering", NameInForce));
        Assert.Equal(33, Live.Rules.WaitCapMinutes);
        page.Until(() =>
            Assert.Contains(page.Page.FindAll(".configuration-versions tbody tr"),
                version => version.TextContent.Contains("修改叫号规则", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Schedule_TheRulesWereChangedWhileTheDraftStoodOpen_AreShownBeforeItIsOrdered()
    {
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, Name, "Registering");
        await Hub.Hall.ExecuteAsync(new ChangeDispatch(new() { WaitCapMinutes = 33 }), null, Xunit.TestContext.Current.CancellationToken);
        page.Do(() => page.Page.Find("#when").Change("2099-01-01T08:00"));

        Publish(page, "clearer");
        page.Until(() => Assert.Contains("rules.waitCapMinutes", page.Page.Find(".draft-meanwhile").TextContent, StringComparison.Ordinal));
        Assert.Null(Hub.Get<ConfigurationSchedule>().Find(Live.Hall));
    }

    [Fact]
    public void Page_AnOrderAndADraftAreUnreadable_SaysSoWithTheirFilesUntilSomebodyHasRead()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Hub.Folder, "drafts")).FullName;
        File.WriteAllText(Path.Combine(folder, "demo-small.json"), "{");
        File.WriteAllText(Path.Combine(folder, "demo-small.scheduled.json.unreadable"), "{");
        var page = Open("services");

        page.Until(() =>
            Assert.Contains("demo-small.json.unreadable", page.Page.FindAll("section[role=alert]")[0].TextContent,
                StringComparison.Ordinal));
        Assert.Contains("demo-small.scheduled.json.unreadable", page.Page.FindAll("section[role=alert]")[1].TextContent,
            StringComparison.Ordinal);
        page.Do(() => page.Page.Find("section[role=alert] button").Click());
        page.Do(() => page.Page.Find("section[role=alert] button").Click());
        page.Until(() => Assert.Empty(page.Page.FindAll("section[role=alert]")));
    }

    [Fact]
    public void Draft_OfTwoAdministrators_HoldsBothChangesAndEachIsToldOfTheOthers()
    {
        var (first, second) = (Open("services", staff: "2001"), Open("services", staff: "2002"));
        OpenService(first, "A01");
        OpenService(second, "A01");
        Type(first, Name, "Registering");

        // The second page has not seen that yet, or sees it by now: both ways nothing may be lost.
        Type(second, "services[0].minutes", "7");

        var draft = Drafts.Find(Live.Hall)!.Configuration!.Services[0];
        Assert.Equal(("Registering", 7), (draft.Names["en"], draft.Minutes));
        second.Until(() => Assert.Contains("2001", second.Page.Find(".draft-meanwhile").TextContent, StringComparison.Ordinal));
        first.Until(() => Assert.Contains("2002", first.Page.Find(".draft-meanwhile").TextContent, StringComparison.Ordinal));
        first.Until(() => Assert.Equal("7", Value(first, "services[0].minutes")));
    }

    [Fact]
    public void Draft_TheSameFieldByTwo_KeepsTheOthersValueUntilTheReaderTakesTheirOwn()
    {
        var page = Open("services", staff: "2001");
        OpenService(page, "A01");
        page.Do(() =>
        {
            var theirs = Live with { Services = [Live.Services[0] with { Minutes = 8 }, .. Live.Services.Skip(1)] };
            Drafts.Save(Live.Hall, 0, 1, "2002", DateTimeOffset.UnixEpoch, HallConfigurationReader.Write(theirs));
            page.Page.Find($"#{FieldOf("services[0].minutes")}").Change("9");
        });

        Assert.Equal(8, Drafts.Find(Live.Hall)!.Configuration!.Services[0].Minutes);
        var told = page.Page.Find(".draft-meanwhile li");
        Assert.Contains("services[A01].minutes", told.TextContent, StringComparison.Ordinal);
        page.Do(() => page.Page.Find(".draft-meanwhile li button").Click());
        Assert.Equal(9, Drafts.Find(Live.Hall)!.Configuration!.Services[0].Minutes);
    }

    [Fact]
    public void Page_AnAuditor_ReadsEverySectionAndMayChangeNothing()
    {
        var page = Open("services", Role.Auditor);
        OpenService(page, "A01");

        Assert.All(page.Page.FindAll(".draft-section input:not(#find-service), .draft-section select, .draft-section textarea")
            .Where(field => field.Closest(".draft-find") is null),
            field => Assert.True(field.HasAttribute("disabled"), field.OuterHtml));
        Assert.Empty(
            page.Page.FindAll(
                ".draft-tools, .draft-add, .configuration-publish, .configuration-files label, .configuration-versions td button"));
    }

    [Fact]
    public void Role_TakenAwayWhileItsOwnerEdits_HoldsAtOnceAndTheDraftStays()
    {
        var page = Open("services");
        OpenService(page, "A01");
        Type(page, Name, "Registering");

        Becomes<ConfigurationPage>(page, Role.Administrator, Role.Auditor);

        Assert.Empty(page.Page.FindAll(".configuration-publish"));
        Type(page, "services[0].minutes", "9");
        var draft = Drafts.Find(Live.Hall)!.Configuration!.Services[0];
        Assert.Equal(("Registering", Live.Services[0].Minutes), (draft.Names["en"], draft.Minutes));
        Assert.NotEmpty(page.Page.Find(".refused").TextContent);
    }

    [Fact]
    public void Import_ZipTooLargeAndGood_RefusesTwoAndMakesADraftOfTheThird()
    {
        var page = Open("hall");
        Upload(page, [(byte)'P', (byte)'K', 3, 4, 0, 0]);
        Assert.NotEmpty(page.Page.Find(".refused").TextContent);
        Upload(page, new byte[BodyBounds.Configuration.Bytes + 1]);
        Assert.Contains("4 MB", page.Page.Find(".refused").TextContent, StringComparison.Ordinal);
        Assert.Null(Drafts.Find(Live.Hall));

        Upload(page, System.Text.Encoding.UTF8.GetBytes(HallConfigurationReader.Write(Live with { TimeZone = "Asia/Tokyo" })));
        Assert.Equal("Asia/Tokyo", Drafts.Find(Live.Hall)!.Configuration!.TimeZone);
        Assert.Contains("Asia/Tokyo", page.Page.Find(".configuration-changes").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\n  \"hall\": \"厅\" 1\n}", "第 2 行第 15 列不是有效的 JSON。")]
    [InlineData("现在是午休时间", "第 1 行第 1 列不是有效的 JSON。")]
    [InlineData("[]", "这里是一个列表，应为花括号里的对象。")]
    public void Import_WhatIsNoConfiguration_SaysInChineseWhereAndWhatToDo(string file, string expected)
    {
        var page = Open("hall");
        Upload(page, System.Text.Encoding.UTF8.GetBytes(file));

        var said = page.Page.Find(".configuration-faults li").TextContent;
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.DoesNotMatch("[A-Za-z]{2,} [A-Za-z]{2,}", said);
        Assert.Null(Drafts.Find(Live.Hall));
    }

    [Fact]
    public void Services_FiveThousand_AreShownTwentyFiveAtATimeAndFoundByName()
    {
        var many =
            Live with { Services = [.. Live.Services,
                .. Enumerable.Range(0, 5_000).Select(i => Live.Services[0] with { Code = new($"X{i}") })] };
        Drafts.Save(Live.Hall, 0, 1, Role.Administrator, DateTimeOffset.UnixEpoch, HallConfigurationReader.Write(many));
        var page = Open("services");

        Assert.Equal(25, page.Page.FindAll(".draft-line").Count);
        page.Do(() => page.Page.Find("#find-service").Input("X4999"));
        OpenService(page, "X4999");
        Type(page, $"services[{Live.Services.Count + 4_999}].minutes", "11");
        Assert.Contains("11", Drafts.Find(Live.Hall)!.Text, StringComparison.Ordinal);
        Assert.Equal("11", Value(page, $"services[{Live.Services.Count + 4_999}].minutes"));
    }

    private string NameInForce => Live.Services[0].Names["en"];

    private static void Upload(Opened page, byte[] bytes) =>
        page.Page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(bytes, "hall.json"));
}
