using Hall.Architecture.Tests.Code;
using Hall.Architecture.Tests.Levels;

namespace Hall.Architecture.Tests;

/// <summary>The code is as the tables in <c>docs/ARCHITECTURE.md</c> say. What fails here says what to do in the sentence itself.</summary>
public sealed class ArchitectureTests
{
    private static readonly string Sources = Repository.Path("src");

    [Fact]
    public void Folders_OfEveryProject_UseLowerLevelsOnly()
    {
        var tables = LevelTables.Read(File.ReadAllText(Repository.Path("docs", "ARCHITECTURE.md")));

        var faults = LevelCheck.Faults(tables, Project.MapOf(Sources));

        Assert.True(faults.Count == 0, $"docs/ARCHITECTURE.md, \"{LevelTables.Heading}\":\n{string.Join('\n', faults)}");
    }

    [Fact]
    public void Namespaces_OfEverySource_AreTheirFolders()
    {
        var faults = SourceFolders.Under(Sources).Files
            .Select(file => SourceFolders.NamespaceFault(file, File.ReadAllText(Path.Combine(Sources, file)))).OfType<string>().ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
