using Hall.Architecture.Tests.Levels;

namespace Hall.Architecture.Tests.Code;

/// <summary>The tests' own assembly is read: <c>Samples/Upper</c> uses <c>Samples/Lower</c> in every way there is.</summary>
public sealed class AssemblyUsesTests
{
    private static readonly SourceFolders Folders = SourceFolders.Of([
        "Hall.Architecture.Tests/Samples/Lower/Lower.cs", "Hall.Architecture.Tests/Samples/Upper/Upper.cs",
        "Hall.Architecture.Tests/Program.cs",
    ]);

    private static readonly IReadOnlyCollection<Edge> Edges =
        AssemblyUses.In(typeof(AssemblyUsesTests).Assembly.Location, "Hall.Architecture.Tests", Folders);

    [Theory]
    [InlineData("UpperBase", "Ground")]
    [InlineData("UpperContract", "IContract")]
    [InlineData("UpperGeneric", "Piece")]
    [InlineData("UpperLambda", "Piece")]
    [InlineData("UpperAsync", "Piece")]
    [InlineData("UpperCatch", "Broken")]
    [InlineData("UpperNested", "Inner")]
    [InlineData("UpperMark", "MarkAttribute")]
    [InlineData("UpperMark", "Marked")]
    public void In_ATypeUsesAnother_IsFound(string user, string used) => Assert.Contains(
        new Edge(new("Hall.Architecture.Tests", "Samples/Upper"), user, new("Hall.Architecture.Tests", "Samples/Lower"), used), Edges);

    [Fact]
    public void In_ATypeUsesNothingOfOurs_IsNotFound() => Assert.DoesNotContain(Edges, edge => edge.FromName == "UpperAlone");

    [Fact]
    public void In_TheLowerFolder_UsesNothingOfTheUpper() => Assert.DoesNotContain(Edges, edge => edge.From.Folder == "Samples/Lower");
}
