using System.Text.RegularExpressions;

namespace Hall.Architecture.Tests;

/// <summary>What documents say of the sources is there: a name that was changed is changed in them, too.</summary>
public sealed partial class DocumentTests
{
    private static readonly string[] Documents =
        ["ARCHITECTURE.md", "FAULTS.md", "SECURITY.md", "BENCHMARKS.md", "GLOSSARY.md", "OPERATION.md"];

    // Names of the framework that are said not to be used.
    private static readonly string[] Elsewhere = ["MarkupString"];

    [Theory]
    [MemberData(nameof(All))]
    public void Names_InADocument_StandInTheSources(string document)
    {
        var known = Words();
        var lost = Code().Matches(File.ReadAllText(Repository.Path("docs", document))).SelectMany(code => Name().Matches(code.Value))
            .Select(name => name.Value).Distinct().Where(name => !IsKnown(name, known)).ToList();

        Assert.True(lost.Count == 0, $"docs/{document} names what no source has (renamed, or gone?): {string.Join(", ", lost)}");
    }

    [Fact]
    public void Files_OfTheWalk_AreThere()
    {
        var files = Sources().Select(Path.GetFileName).ToHashSet();
        var named = FileName().Matches(File.ReadAllText(Repository.Path("docs", "ARCHITECTURE.md"))).Select(match => match.Value)
            .Distinct().ToList();

        Assert.True(named.Count >= 20, "The picture of one ticket's walk names its files.");
        var lost = named.Where(name => !files.Contains(name)).ToList();
        Assert.True(lost.Count == 0, $"docs/ARCHITECTURE.md names files that are not there: {string.Join(", ", lost)}");
    }

    // A long name may be cut at either end, and says so.
    private static bool IsKnown(string name, HashSet<string> known) =>
        name.Contains('…', StringComparison.Ordinal) ? known.Any(word => word.Contains(name.Trim('…'), StringComparison.Ordinal))
        : known.Contains(name) || Elsewhere.Contains(name);

    public static TheoryData<string> All() => [.. Documents];

    private static HashSet<string> Words() =>
        [.. Sources().SelectMany(file => Word().Matches(File.ReadAllText(file))).Select(match => match.Value)];

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateFiles(Repository.Path(top), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Split('/').Any(part => part is "bin" or "obj"));

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    // Names of two words or more; one word alone may be anything.
    [GeneratedRegex("(?<![A-Za-z0-9_./-])…?[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+(?:_[A-Za-z0-9_]+)?…?")]
    private static partial Regex Name();

    [GeneratedRegex("[A-Za-z_][A-Za-z0-9_]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z][A-Za-z0-9.]*\.(?:cs|razor)\b")]
    private static partial Regex FileName();
}
