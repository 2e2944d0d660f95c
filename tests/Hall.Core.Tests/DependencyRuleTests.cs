using System.Xml.Linq;
using Hall.Core.Engine;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests;

/// <summary>Core and Devices depend on nothing of ours; the hub and the agent translate between them.</summary>
public sealed class DependencyRuleTests
{
    [Theory]
    [InlineData("Hall.Core")]
    [InlineData("Hall.Devices")]
    public void ProjectReferences_OfTheTwoFoundations_AreNone(string project)
    {
        var file = XDocument.Load(Repository.Path("src", project, $"{project}.csproj"));
        Assert.Empty(file.Descendants("ProjectReference"));
    }

    [Fact]
    public void References_OfCore_AreTheFrameworkOnly()
    {
        var references = typeof(HallRules).Assembly.GetReferencedAssemblies().Select(name => name.Name!);
        Assert.All(references, name => Assert.StartsWith("System.", name, StringComparison.Ordinal));
    }

    [Fact]
    public void PackageReferences_OfCore_AreNone() =>
        Assert.Empty(XDocument.Load(Repository.Path("src", "Hall.Core", "Hall.Core.csproj")).Descendants("PackageReference"));

    [Fact]
    public void Folders_OfTheSources_AreConceptsOfTheHall()
    {
        string[] kinds = ["Services", "Models", "Helpers", "Managers", "Utils", "Common"];
        var named = Directory.EnumerateDirectories(Repository.Path("src"), "*", SearchOption.AllDirectories)
            .Where(folder => !folder.Contains($"{Path.DirectorySeparatorChar}obj", StringComparison.Ordinal)
                && !folder.Contains($"{Path.DirectorySeparatorChar}bin", StringComparison.Ordinal)
                && kinds.Contains(Path.GetFileName(folder)));
        Assert.Empty(named);
    }
}
