using System.IO.Compression;
using System.Text;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Hub.Configurations;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Web.Surfaces.Configuration;
using Hall.Web.Tests.Surfaces;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Configurations;

/// <summary>Drafts by revision, fields by path, and files that should not have been chosen.</summary>
public sealed class DraftTests : IDisposable
{
    private static readonly HallId Hall = new("demo-small");
    private static readonly DateTimeOffset At = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-drafts").FullName;
    private readonly HubAlerts _alerts = new(TimeProvider.System);
    private readonly string _text = HallConfigurationReader.Write(FakeHall.Shipped("demo-small"));

    [Fact]
    public void Save_SecondAdministratorOfTheSameRevision_IsRefusedAndTheFirstOnesStands()
    {
        var drafts = Drafts();
        var first = drafts.Save(Hall, 0, 1, "2001", At, _text)!;
        var theirs = drafts.Save(Hall, first.Revision, 1, "2001", At, Changed("services[0].minutes", "7"))!;

        Assert.Null(drafts.Save(Hall, first.Revision, 1, "2002", At, Changed("services[1].minutes", "9")));
        Assert.Equal(theirs, drafts.Find(Hall));
    }

    [Fact]
    public void Find_AfterARestart_HasTheDraftWithItsFaults()
    {
        Drafts().Save(Hall, 0, 1, "2001", At, Changed("services[0].zone", "\"Q\""));

        var found = Drafts().Find(Hall)!;

        Assert.Null(found.Configuration);
        Assert.Contains(found.Faults, fault => fault.Path == "services[0].zone");
    }

    [Fact]
    public void Put_WhatIsNoNumber_IsKeptAndItsFaultStandsAtTheField()
    {
        var editor = new DraftEditor(Changed("services[0].minutes", "\"soon\""),
            HallConfigurationReader.Read(Changed("services[0].minutes", "\"soon\"")).Faults,
            Words.For("zh-CN"), mayEdit: true, _ => Task.CompletedTask);

        Assert.Equal("soon", editor.Tree.Text("services[0].minutes"));
        Assert.Single(editor.FaultsAt("services[0].minutes"));
        Assert.Equal(1, editor.FaultsUnder("services"));
    }

    [Fact]
    public void Tree_AddMoveAndRemove_KeepTheRest()
    {
        var tree = new JsonPathEditor(_text);
        tree.Move("services", 0, 1);
        tree.Put("services[2]", null);
        tree.Put("texts.boardTip.zh-CN", "请坐");

        var read = HallConfigurationReader.Read(tree.ToString()).Configuration!;
        Assert.Equal(["A02", "A01"], read.Services.Select(service => service.Code.Value));
        Assert.Equal("请坐", read.Texts["boardTip"]["zh-CN"]);
    }

    [Fact]
    public void Faults_OfFiveThousandServices_AreAllFoundAndNamed()
    {
        var small = FakeHall.Shipped("demo-small");
        var many = small with
        {
            Services = [.. small.Services,
                .. Enumerable.Range(0, 5_000)
                    .Select(i => small.Services[0] with { Code = new($"S{i}"), Zone = new(i == 4_999 ? "Q" : "A") })],
        };

        var draft = new ConfigurationDraft(1, 1, "2001", At, HallConfigurationReader.Write(many));

        Assert.NotEmpty(draft.Faults);
        Assert.All(draft.Faults, fault => Assert.True(fault.Path.Length > 0));
    }

    [Fact]
    public void Import_ZipPictureAndBinary_AreNoConfiguration()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("hall.json");
        }

        Assert.Equal("notText", ConfigurationImport.Read(bytes.ToArray(), Hall).Refusal);
        Assert.Equal("notText", ConfigurationImport.Read([0x89, 0x50, 0x4E, 0x47, 0, 1], Hall).Refusal);
    }

    [Fact]
    public void Import_ScriptInAName_IsRefusedAtItsPlace()
    {
        var import = ConfigurationImport.Read(Encoding.UTF8.GetBytes(Changed("services[0].names.en", "\"<script>alert(1)</script>\"")),
            Hall);

        Assert.Equal("faulty", import.Refusal);
        Assert.Contains(import.Faults, fault => fault.Path == "services[0].names.en" && fault.Line > 0);
    }

    [Theory]
    [InlineData("""{"version":2,"halls":[]}""")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("")]
    public void Import_WrongSchemaOrAnotherVersion_NamesEveryFault(string text)
    {
        var import = ConfigurationImport.Read(Encoding.UTF8.GetBytes(text), Hall);

        Assert.Null(import.Configuration);
        Assert.NotEmpty(import.Faults);
    }

    [Fact]
    public void Import_OfAnotherHall_IsRefused() =>
        Assert.Equal("otherHall", ConfigurationImport.Read(Encoding.UTF8.GetBytes(_text), new("tongling")).Refusal);

    [Theory]
    [InlineData("汉")]
    [InlineData("ا")]
    [InlineData("ན")]
    [InlineData("ᠮ")]
    [InlineData("é")]
    public void Read_NameOf201LettersInAnyScript_IsRefusedAtItsFieldAnd200AreTaken(string letter)
    {
        Assert.Null(ConfigurationImport.Read(Encoding.UTF8.GetBytes(Named(201)), Hall).Configuration);
        Assert.NotNull(ConfigurationImport.Read(Encoding.UTF8.GetBytes(Named(200)), Hall).Configuration);

        string Named(int length) => Changed("services[0].names.zh-CN", $"\"{string.Concat(Enumerable.Repeat(letter, length))}\"");
    }

    [Fact]
    public void Sentence_OfAFault_IsChineseInChinese()
    {
        var faults = HallConfigurationReader.Read(Changed("services[0].zone", "\"Q\"")).Faults;
        Assert.All(faults, fault => Assert.Contains(FaultSentences.In(fault.Message, Words.For("zh-CN")), character => character > 0x4e00));
    }

    [Theory]
    [InlineData("{\"Base\":1,\"Rev")]
    [InlineData("{\"Base\":1,\"Revision\":1,\"By\":\"2001\",\"At\":\"2026-11-23T01:00:00+00:00\",\"Text\":\"nothing\"}")]
    public void Find_TheDraftIsUnreadable_SetsItAsideWithAnAlertAndEditingBeginsAnew(string unreadable)
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "drafts")).FullName, "demo-small.json");
        File.WriteAllText(file, unreadable);
        var drafts = Drafts();

        Assert.Null(drafts.Find(Hall));
        Assert.Equal((AlertKind.DocumentUnreadable, "demo-small"), (Assert.Single(_alerts.All).Kind, _alerts.All.Single().Hall));
        Assert.Equal("demo-small.json.unreadable", drafts.SetAside(Hall));
        Assert.NotNull(drafts.Save(Hall, 0, 1, "2001", At, _text));
        Assert.Equal(unreadable, File.ReadAllText(file + ".unreadable"));
        drafts.Acknowledge(Hall);
        Assert.Empty(_alerts.All);
    }

    [Fact]
    public void Save_TheDiskRefuses_TheEarlierDraftStands()
    {
        var drafts = Drafts();
        var first = drafts.Save(Hall, 0, 1, "2001", At, _text)!;
        Directory.CreateDirectory(Path.Combine(_folder, "drafts", "demo-small.json.new"));

        Assert.ThrowsAny<Exception>(() => drafts.Save(Hall, first.Revision, 1, "2001", At, Changed("services[0].minutes", "7")));
        Assert.Equal(_text, Drafts().Find(Hall)!.Text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ConfigurationDrafts Drafts() => new(new HubOptions { DataFolder = _folder }, _alerts);

    private string Changed(string path, string value)
    {
        var tree = new JsonPathEditor(_text);
        tree.Put(path, System.Text.Json.Nodes.JsonNode.Parse(value));
        return tree.ToString();
    }
}
