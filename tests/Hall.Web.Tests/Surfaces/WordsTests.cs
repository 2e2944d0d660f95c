using System.Text.RegularExpressions;
using Hall.Core.Feedback;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

public sealed partial class WordsTests
{
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

    private static string PlacesOf(string text) =>
        string.Join(' ', Place().Matches(text).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"(?<asked>[Ww]ords(?:\.Find\(|\[)\s*\$?)?""(?<text>[^""\n]*)""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
