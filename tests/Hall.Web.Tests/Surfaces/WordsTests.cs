using System.Text.RegularExpressions;
using Hall.Core.Feedback;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

public sealed partial class WordsTests
{
    private static readonly string[] Verbs =
        ["is", "was", "has", "works", "stands", "lies", "says", "becomes", "serves", "begins", "bits", "times", "series", "as", "matters",
        "ratings", "holds"];

    [Fact]
    public void Keys_InBothLanguages_AreTheSame()
    {
        Assert.NotEmpty(Words.For("zh-CN").Keys);
        Assert.Equal(Words.For("zh-CN").Keys, Words.For("en").Keys);
    }

    [Fact]
    public void Places_InBothLanguages_AreTheSame()
    {
        foreach (var key in Words.For("zh-CN").Keys)
        {
            Assert.Equal((key, PlacesOf(Words.For("zh-CN")[key])), (key, PlacesOf(Words.For("en")[key])));
        }
    }

    [Fact]
    public void Surfaces_KeysOfWords_AreConstants()
    {
        var keys = Words.For("zh-CN").Keys.Where(key => key.Contains('.', StringComparison.Ordinal)).ToHashSet();
        var inQuotes = Directory.EnumerateFiles(Repository.Path("src", "Hall.Web"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains($"{Path.DirectorySeparatorChar}obj"))
            .SelectMany(file => Quoted().Matches(File.ReadAllText(file))
                .Where(quoted => quoted.Groups["asked"].Success || keys.Contains(quoted.Groups["text"].Value))
                .Select(quoted => $"{Path.GetFileName(file)}: {quoted.Value}"));

        // Write Words[Word.KioskTitle] instead of Words["kiosk.title"], Words.Of(WordGroup.Role, role) instead of Words[$"role.{role}"].
        Assert.Empty(inQuotes);
    }

    [Fact]
    public void Constants_AreTheKeysOfTheLists()
    {
        var constants = typeof(Word).GetFields().Select(word => (string)word.GetRawConstantValue()!).ToList();

        Assert.Equal(Words.For("zh-CN").Keys, constants.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Merged_OfTwoListsWithOneKey_NamesBoth()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => WordLists.Merged(
        [
            ("Hall.Web.Wording.Words", [KeyValuePair.Create("kiosk.title", "取号")]),
            ("Hall.Web.Wording.StaffWords", [KeyValuePair.Create("kiosk.title", "取号机")]),
        ]));

        Assert.Contains("'kiosk.title' stands in Hall.Web.Wording.Words and in Hall.Web.Wording.StaffWords", fault.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OneOfAKind_IsItsWordWithItsPlacesFilled()
    {
        Assert.Equal("满意", Words.For("zh-CN").Of(WordGroup.PadLevel, FeedbackLevel.Satisfied));
        Assert.Equal("A001 is printed: x", Words.For("en").Of("issue.print", "printed", "A001", "x"));
    }

    [Theory]
    [InlineData(1, "1 thing needs a hand")]
    [InlineData(2, "2 things need a hand")]
    [InlineData(0, "0 things need a hand")]
    public void Sentence_WithACount_SaysOneAsOne(int count, string expected) =>
        Assert.Equal(expected, Words.For("en")["manager.verdict.things", count]);

    // What is counted has two forms in English; a word after a number that is a verb, or a number that is never one, stands below.
    [Fact]
    public void English_WhateverIsCounted_HasAFormForOne()
    {
        var words = Words.For("en");
        // What verify says is told by the hub, and these are the forms by which it is known again.
        var one = words.Keys.Where(key => !key.StartsWith("verified.", StringComparison.Ordinal))
            .SelectMany(key => Counted().Matches(words[key]).Select(found => (Key: key, Found: found)))
            .Where(at => !Verbs.Contains(at.Found.Groups["many"].Value) && !NeverOne().IsMatch(words[at.Key][..at.Found.Index]))
            .Select(at => $"{at.Key}: “{at.Found.Value}” has no form for one, {{0:thing|things}}").ToList();
        Assert.True(one.Count == 0, string.Join('\n', one));
    }

    [Fact]
    public void Levels_OnThePad_AllHaveAName()
    {
        foreach (var level in Enum.GetNames<FeedbackLevel>())
        {
            Assert.NotNull(Words.For("en").Find($"pad.level.{level}"));
        }
    }

    [Theory]
    [InlineData("en-GB", "en")]
    [InlineData("zh", "zh-CN")]
    [InlineData("fr", "zh-CN")]
    [InlineData(null, "zh-CN")]
    public void Known_WhateverIsAskedFor_IsOneOfTheTwo(string? asked, string expected) => Assert.Equal(expected, Words.Known(asked));

    [GeneratedRegex(@"\{\d\} (?<many>[a-z]+s)\b")]
    private static partial Regex Counted();

    [GeneratedRegex(@"([Aa]t (least|most)|[Mm]ore than|[Ll]onger than|[Ll]ast|than|1 to|±|counter|port|key|account|screen|rating|ticket|"
        + @"Zone|Counter|Window|Teller|Port|[Ee]vent|with|of|or|way) $")]
    private static partial Regex NeverOne();

    private static string PlacesOf(string text) =>
        string.Join(' ', Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"(?<asked>[Ww]ords(?:\.Find\(|\[)\s*\$?)?""(?<text>[^""\n]*)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
