using Hall.Architecture.Tests.Form;

namespace Hall.Architecture.Tests;

/// <summary>Every source that people write fits a screen: lines, functions, files, conditionals.</summary>
public sealed class FormTests
{
    private static readonly string[] Endings = [".cs", ".razor", ".css", ".js"];
    private static readonly string[] NotWritten = ["bin", "obj", "Migrations", "node_modules", "lib"];

    [Fact]
    public void Sources_OfEveryProject_FitAScreen()
    {
        var faults = Sources().SelectMany(file => FormCheck.Faults(file, File.ReadAllText(Repository.Path(file))))
            .Select(fault => $"{fault}").ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateFiles(Repository.Path(top), "*", SearchOption.AllDirectories))
        .Where(file => Endings.Contains(Path.GetExtension(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => NotWritten.Contains(part)));
}
