using System.Globalization;
using System.Text.RegularExpressions;
using Hall.Core.Feedback;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

public sealed partial class WordsTests
{
    [Fact]
    public void Keys_InBothLanguages_AreTheSame()
    {
        var chinese = Words.Keys(CultureInfo.InvariantCulture, withParents: false);
        var english = Words.Keys(CultureInfo.GetCultureInfo("en"), withParents: false);

        Assert.NotEmpty(chinese);
        Assert.Equal(chinese, english);
    }

    [Fact]
    public void Places_InBothLanguages_AreTheSame()
    {
        foreach (var key in Words.Keys(CultureInfo.InvariantCulture, withParents: false))
        {
            Assert.Equal((key, PlacesOf(Words.For("zh-CN")[key])), (key, PlacesOf(Words.For("en")[key])));
        }
    }

    [Fact]
    public void Keys_UsedInTheSurfaces_AreDefined()
    {
        var defined = Words.Keys(CultureInfo.InvariantCulture, withParents: false);
        var surfaces = Repository.Path("src", "Hall.Web");
        var missing = Directory.EnumerateFiles(surfaces, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => Used().Matches(SourceText.OnOneLine(File.ReadAllText(file))).Select(used => used.Groups[1].Value))
            .Where(key => !defined.Contains(key))
            .Distinct()
            .ToList();

        Assert.Empty(missing);
    }

    [Fact]
    public void Keys_OfAllWordLists_StandInOneOnly()
    {
        var twice = Directory.EnumerateFiles(Repository.Path("src", "Hall.Web"), "*Words.resx", SearchOption.AllDirectories)
            .SelectMany(file => Defined().Matches(File.ReadAllText(file)).Select(key => key.Groups[1].Value))
            .GroupBy(key => key).Where(key => key.Count() > 1).Select(key => key.Key);

        Assert.Empty(twice);
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

    [GeneratedRegex(@"[Ww]ords(?:\.Find\(|\[)""([a-z][A-Za-z.\-]*)""")]
    private static partial Regex Used();

    [GeneratedRegex("<data name=\"([^\"]+)\"")]
    private static partial Regex Defined();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
