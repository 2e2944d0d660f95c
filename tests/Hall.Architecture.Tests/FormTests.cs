using Hall.Architecture.Tests.Form;

namespace Hall.Architecture.Tests;

/// <summary>Every source that people write fits a screen: lines, functions, files, conditionals.</summary>
public sealed class FormTests
{
    private static readonly string[] Endings = [".cs", ".razor", ".css", ".js"];
    private static readonly string[] NotWritten = ["bin", "obj", "Migrations", "node_modules", "lib"];

    /// <summary>
    /// How many places still break each rule in each project. Numbers only ever get smaller; a project that is not named has none.
    /// </summary>
    private static readonly Dictionary<(string Project, FormRule Rule), int> Today = new()
    {
        [("Hall.Browser.Tests", FormRule.FunctionLength)] = 1,
    };

    [Fact]
    public void Sources_OfEveryProject_FitAScreen()
    {
        var faults = Sources().SelectMany(file => FormCheck.Faults(file, File.ReadAllText(Repository.Path(file))))
            .GroupBy(fault => (Project: fault.File.Split('/')[1], fault.Rule))
            .Where(faults => faults.Count() > Today.GetValueOrDefault(faults.Key))
            .Select(faults => $"{faults.Key.Project}: {faults.Count()} places break {faults.Key.Rule}, "
                + $"{Today.GetValueOrDefault(faults.Key)} did before.\n{string.Join('\n', faults.Select(fault => $"  {fault}"))}").ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<string> Sources() => new[] { "src", "tests" }
        .SelectMany(top => Directory.EnumerateFiles(Repository.Path(top), "*", SearchOption.AllDirectories))
        .Where(file => Endings.Contains(Path.GetExtension(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Where(file => !file.Split('/').Any(part => NotWritten.Contains(part)));
}
