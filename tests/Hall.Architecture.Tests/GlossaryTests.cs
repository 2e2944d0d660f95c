using System.Text.RegularExpressions;

namespace Hall.Architecture.Tests;

/// <summary>The glossary is short, in two languages, and speaks of types that exist.</summary>
public sealed partial class GlossaryTests
{
    private const int MostLines = 60;
    private static readonly string[] Lines = File.ReadAllLines(Repository.Path("docs", "GLOSSARY.md"));

    [Fact]
    public void Glossary_Whole_FitsItsLines() =>
        Assert.True(Lines.Length <= MostLines,
            $"docs/GLOSSARY.md has {Lines.Length} lines; {MostLines} are read. Put two terms into one row.");

    [Fact]
    public void Rows_OfEveryTerm_HaveItsChineseWordAndATypeThatExists()
    {
        var types = TypesIn("src");
        var rows = Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            var cells = row.Split('|', StringSplitOptions.TrimEntries);
            Assert.True(Chinese().IsMatch(cells[2]), $"docs/GLOSSARY.md: {cells[1]} has no Chinese word.");
            var named = Named().Matches(cells[3]).Select(match => match.Groups[1].Value).ToList();
            Assert.True(named.Count > 0, $"docs/GLOSSARY.md: {cells[1]} names no type.");
            Assert.All(named, name => Assert.True(types.Contains(name), $"docs/GLOSSARY.md: {cells[1]}: there is no type {name} in src."));
        });
    }

    private static HashSet<string> TypesIn(string folder) =>
    [
        .. Directory.EnumerateFiles(Repository.Path(folder), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Declared().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)),
    ];

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Chinese();

    [GeneratedRegex("`([A-Za-z]+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:public|internal)[a-z ]* (?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declared();
}
