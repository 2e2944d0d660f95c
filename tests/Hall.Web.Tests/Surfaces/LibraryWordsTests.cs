using Hall.Web.Surfaces;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>What the component library says by itself is said in the language of the page.</summary>
public sealed class LibraryWordsTests
{
    [Theory]
    [InlineData("zh-CN", "下一页", "第 1–25 行，共 60 行")]
    [InlineData("en", "Next page", "1–25 of 60")]
    public void Handle_WordsOfATable_AreInThePagesLanguage(string language, string next, string range)
    {
        var words = new LibraryWords(new LibraryLanguage { Words = Words.For(language) });

        Assert.Equal(next, words.Handle("MudDataGridPager_NextPage").Value);
        Assert.Equal(range, words.Handle("MudDataGridPager_InfoFormat", 1, 25, 60).Value);
    }

    [Fact]
    public void Handle_WordsThatNobodyHasTranslated_AreLeftToTheLibrary() =>
        Assert.True(new LibraryWords(new LibraryLanguage()).Handle("MudColorPicker_Open").ResourceNotFound);
}
