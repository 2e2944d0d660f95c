using System.Xml.Linq;
using Hall.Architecture.Tests.Levels;

namespace Hall.Architecture.Tests.Code;

/// <summary>Project files: what a project is called when it is built, and which it refers to.</summary>
internal sealed record Project(string Name, string AssemblyName, IReadOnlyList<string> References)
{
    /// <summary>Reads every project in a folder of projects.</summary>
    public static IReadOnlyList<Project> Under(string root) =>
    [
        .. Directory.EnumerateDirectories(root).Select(folder => Path.Combine(folder, $"{Path.GetFileName(folder)}.csproj"))
            .Where(File.Exists).Order(StringComparer.Ordinal)
            .Select(file => Read(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    /// <summary>Reads one project file.</summary>
    public static Project Read(string name, string xml)
    {
        var file = XDocument.Parse(xml);
        return new(
            name, file.Descendants("AssemblyName").FirstOrDefault()?.Value ?? name,
            [.. file.Descendants("ProjectReference").Select(reference => NameOf(reference.Attribute("Include")!.Value))]);
    }

    /// <summary>Everything that is found in the sources and the assemblies beside the tests.</summary>
    /// <param name="root">The folder that holds a folder for each project.</param>
    public static CodeMap MapOf(string root)
    {
        var folders = SourceFolders.Under(root);
        var projects = Under(root);
        var usings = folders.Files.SelectMany(file => folders.UsingsIn(file, File.ReadAllText(Path.Combine(root, file))));
        var built = projects.SelectMany(project => AssemblyUses.In(AssemblyOf(project), project.Name, folders));
        var references = projects.SelectMany(project => project.References.Select(to => new Reference(project.Name, to)));
        return new(folders.All, [.. references], [.. built, .. usings]);
    }

    private static string AssemblyOf(Project project)
    {
        var path = Path.Combine(AppContext.BaseDirectory, $"{project.AssemblyName}.dll");
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"{project.AssemblyName}.dll is not beside the tests. Let Hall.Architecture.Tests.csproj refer to {project.Name}.", path);
    }

    private static string NameOf(string include) => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'));
}
