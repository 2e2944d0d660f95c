using System.Text.RegularExpressions;

namespace Hall.Package.Tests;

/// <summary>Documents say what is so: the version, the verbs, the pictures.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("docs/INSTALL.md")]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public void Documents_NamesOfPackages_CarryTheVersionOrTheNext(string document)
    {
        var versions = PackageName().Matches(Release.Read(document)).Select(match => match.Groups[1].Value).Distinct().ToArray();

        Assert.Equal(Release.Version, versions[0]);
        Assert.All(versions.Skip(1), later => Assert.True(System.Version.Parse(later) > System.Version.Parse(Release.Version), later));
    }

    [Fact]
    public void Changelog_TheVersionInTheMaking_StandsFirst() =>
        Assert.Equal(Release.Version, ChangelogEntry().Match(Release.Read("CHANGELOG.md")).Groups[1].Value);

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    [InlineData("docs/INSTALL.md")]
    [InlineData("docs/OPERATION.md")]
    [InlineData("CHANGELOG.md")]
    public void Documents_LinksToFiles_LeadSomewhere(string document)
    {
        var folder = Path.GetDirectoryName(Repository.Path(document))!;
        Assert.All(Link().Matches(Release.Read(document)).Select(match => match.Groups[1].Value), link =>
            Assert.True(Path.Exists(Path.Combine(folder, link)), $"{document} leads to {link}, which is not there."));
    }

    [Fact]
    public void ReadmeInBothLanguages_HasTheSameCommandsAndFourPictures()
    {
        var (english, chinese) = (Release.Read("README.md"), Release.Read("README.zh-CN.md"));

        Assert.Equal(Commands().Matches(english).Select(match => match.Value), Commands().Matches(chinese).Select(match => match.Value));
        Assert.All([english, chinese], text => Assert.Equal(4, Picture().Count(text)));
    }

    [GeneratedRegex(@"hall-(?:hub|agent)_(\d+\.\d+\.\d+)_")]
    private static partial Regex PackageName();

    [GeneratedRegex(@"^## \[([^\]]+)\]", RegexOptions.Multiline)]
    private static partial Regex ChangelogEntry();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```\n.*?\n```", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"!\[")]
    private static partial Regex Picture();
}
