using Bunit;
using Hall.Hub.Kiosks;
using Hall.Web.Surfaces.Staff;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Tests.Surfaces.Configuration;

public sealed class EverydayWordsTests : ConfigurationHall
{
    [Fact]
    public void EverydayWords_ImportedAsATable_StandInTheDraftOrEachLineSaysWhatIsWrong()
    {
        var page = Open("services");

        Upload(page, System.Text.Encoding.UTF8.GetBytes("A01,zh-CN,打社保\nA99,zh-CN,没有\nA01,fr,mot\n"));
        Assert.Equal(["第 2 行", "第 3 行"],
            page.Page.FindAll(".configuration-faults li").Select(line => line.TextContent.Trim()[..5]));
        Assert.Null(Drafts.Find(Live.Hall));

        Upload(page, System.Text.Encoding.UTF8.GetBytes("service,language,word\nA01,zh-CN,打社保\n"));
        Assert.Contains("打社保", Drafts.Find(Live.Hall)!.Configuration!.Services[0].EverydayWords["zh-CN"]);
        Assert.Empty(page.Page.FindAll(".configuration-faults li"));
    }

    [Fact]
    public void Unfound_WordsOfTheKiosks_AreShownAndAddedToAServiceByOneButton()
    {
        var searches = Hub.Get<UnfoundWords>();
        searches.Note(Live.Hall, "打流水", found: false, new(2026, 11, 30));
        searches.Note(Live.Hall, "取暖费", found: false, new(2026, 11, 30));
        var page = Open("services");

        var words = page.Page.FindAll(".unfound li b").Select(word => word.TextContent).ToList();
        Assert.Equal(2, words.Count);
        var row = words.IndexOf("打流水");
        var field = page.Page.FindComponents<LookupField<string>>()[row];
        page.Do(() => field.InvokeAsync(() => field.Instance.ValueChanged.InvokeAsync("A01")).GetAwaiter().GetResult());
        page.Do(() => page.Page.FindAll(".unfound-add")[row].Click());

        Assert.Contains("打流水", Drafts.Find(Live.Hall)!.Configuration!.Services[0].EverydayWords["zh-CN"]);
        Assert.Equal("取暖费", Assert.Single(searches.Of(Live.Hall)).Words);
    }

    private static void Upload(Opened page, byte[] bytes) =>
        page.Page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(bytes, "words.csv"));
}
