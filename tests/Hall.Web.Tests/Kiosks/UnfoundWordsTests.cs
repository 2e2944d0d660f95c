using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Hub.Kiosks;

namespace Hall.Web.Tests.Kiosks;

public sealed class UnfoundWordsTests : IDisposable
{
    private static readonly HallId Hall = new("tongling");
    private static readonly DateOnly Today = new(2026, 11, 30);
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Note_SearchesInVain_AreCountedByWordsAndOutliveTheProgram()
    {
        var words = Open();
        words.Note(Hall, " 取暖费 ", found: false, Today);
        words.Note(Hall, "取暖费", found: false, Today);
        words.Note(Hall, "公积金", found: true, Today);

        Assert.Equal([new("取暖费", 2, 0, Today), new("公积金", 0, 1, Today)], Open().Of(Hall));
    }

    [Theory]
    [InlineData("110101199003074477")]
    [InlineData("13805620001")]
    [InlineData("１３８０５６２０００１")]
    [InlineData("x")]
    [InlineData("  ")]
    [InlineData("7254")]
    [InlineData("😀😀")]
    public void Note_NumbersAndWhatSaysNothing_AreNotKept(string typed)
    {
        var words = Open();

        words.Note(Hall, typed, found: false, Today);

        Assert.Empty(words.Of(Hall));
    }

    [Fact]
    public void Note_ANumberAmongWords_IsBlankedInTheFileToo()
    {
        Open().Note(Hall, "张三 13805620001 退休", found: false, Today);

        Assert.DoesNotContain("13805620001", File.ReadAllText(Path.Combine(_folder, "drafts", "tongling.searches.json")),
            StringComparison.Ordinal);
        Assert.Contains("退休", Assert.Single(Open().Of(Hall)).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Note_ManyAndLongWords_AreBoundedAndTheFrequentStay()
    {
        var words = Open();
        words.Note(Hall, "often", found: false, Today);
        words.Note(Hall, "often", found: false, Today);
        for (var i = 0; i < UnfoundWords.Most + 20; i++)
        {
            words.Note(Hall, FormattableString.Invariant($"word{i} {new string('长', 200)}"), found: false, Today);
        }

        Assert.Equal(UnfoundWords.Most, words.Of(Hall).Count);
        Assert.Equal("often", words.Of(Hall)[0].Words);
        Assert.All(words.Of(Hall), word => Assert.InRange(word.Words.Length, 1, UnfoundWords.Longest));
    }

    [Fact]
    public void Note_WordsOfHalfAYearAgo_AreForgotten()
    {
        var words = Open();
        words.Note(Hall, "old", found: false, Today.AddDays(-UnfoundWords.Days - 1));
        words.Note(Hall, "new", found: false, Today);

        Assert.Equal("new", Assert.Single(words.Of(Hall)).Words);
    }

    [Fact]
    public void Note_TheDiskRefuses_TheSearchGoesOnAndTheCountStaysInMemory()
    {
        File.WriteAllText(Path.Combine(_folder, "drafts"), "a file where the folder should be");
        var words = Open();

        words.Note(Hall, "取暖费", found: false, Today);

        Assert.Single(words.Of(Hall));
    }

    private UnfoundWords Open() => new(new HubOptions { DataFolder = _folder });
}
