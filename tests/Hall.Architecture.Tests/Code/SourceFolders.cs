using System.Text.RegularExpressions;
using Hall.Architecture.Tests.Levels;

namespace Hall.Architecture.Tests.Code;

/// <summary>The folders that hold sources, and the namespace of each.</summary>
internal sealed class SourceFolders
{
    private static readonly string[] Sources = [".cs", ".razor"];
    private static readonly string[] NoSources = ["bin", "obj", "wwwroot"];
    private readonly Dictionary<string, Place> _byNamespace = new(StringComparer.Ordinal);

    private SourceFolders(IReadOnlyList<string> files, IEnumerable<Place> places)
    {
        Files = files;
        foreach (var place in places)
        {
            _byNamespace[NamespaceOf(place)] = place;
        }
    }

    /// <summary>Every source file, as a path below the folder of the projects.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Every folder of them.</summary>
    public IReadOnlyList<Place> All => [.. _byNamespace.Values];

    /// <summary>Reads the folder that holds a folder for each project.</summary>
    public static SourceFolders Under(string root) => Of([
        .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(file => Sources.Contains(Path.GetExtension(file)))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Any(part => NoSources.Contains(part)))
            .Order(StringComparer.Ordinal),
    ]);

    /// <summary>The folders of these files.</summary>
    /// <param name="files">Paths below the folder of the projects, with forward slashes.</param>
    public static SourceFolders Of(IReadOnlyList<string> files) => new(files, files.Select(PlaceOf).Distinct());

    /// <summary>The folder of a file.</summary>
    public static Place PlaceOf(string file)
    {
        var parts = file.Split('/');
        return new(parts[0], parts.Length == 2 ? "." : string.Join('/', parts[1..^1]));
    }

    /// <summary>The namespace that a folder's sources have.</summary>
    public static string NamespaceOf(Place place) =>
        place.Folder == "." ? place.Project : $"{place.Project}.{place.Folder.Replace('/', '.')}";

    /// <summary>
    /// The folder with this namespace; for one of ours without a folder, the folder that its name would be; null for another's.
    /// </summary>
    /// <param name="name">The namespace.</param>
    public Place? Find(string name)
    {
        if (_byNamespace.TryGetValue(name, out var place))
        {
            return place;
        }

        var project = _byNamespace.Values.Select(known => known.Project).Distinct()
            .Where(known => name.StartsWith($"{known}.", StringComparison.Ordinal)).MaxBy(known => known.Length);
        return project is null ? null : new(project, name[(project.Length + 1)..].Replace('.', '/'));
    }

    /// <summary>What a <c>using</c> names: a namespace, or a type or an alias of a type in one; null for another's.</summary>
    public Place? FindUsed(string name)
    {
        for (var part = name; part.Length > 0; part = part[..Math.Max(0, part.LastIndexOf('.'))])
        {
            if (_byNamespace.TryGetValue(part, out var place))
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Every use that a <c>using</c> or <c>@using</c> of a file says.</summary>
    /// <param name="file">The file's path below the folder of the projects.</param>
    /// <param name="text">What stands in it.</param>
    public IEnumerable<Edge> UsingsIn(string file, string text)
    {
        var from = PlaceOf(file);
        return Usings.Matches(text).Select(match => match.Groups["name"].Value)
            .Select(name => (Name: name, To: FindUsed(name)))
            .Where(used => used.To is { } to && to != from)
            .Select(used => new Edge(from, Path.GetFileName(file), used.To!.Value, used.Name));
    }

    /// <summary>A sentence when a file's namespace is not its folder; null when it is, or when the file has none.</summary>
    /// <param name="file">The file's path below the folder of the projects.</param>
    /// <param name="text">What stands in it.</param>
    public static string? NamespaceFault(string file, string text)
    {
        var expected = NamespaceOf(PlaceOf(file));
        var match = Namespaces.Match(text);
        return !match.Success || match.Groups["name"].Value == expected
            ? null
            : $"src/{file} has the namespace {match.Groups["name"].Value}, but its folder is that of {expected}. "
                + "Move the file or change its namespace.";
    }

    private static readonly Regex Usings = new(
        @"^[ \t]*(?:global[ \t]+)?@?using[ \t]+(?:static[ \t]+)?(?:\w+[ \t]*=[ \t]*)?(?:global::)?(?<name>Hall\.[\w.]+)[ \t]*;?[ \t]*\r?$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex Namespaces = new(
        @"^@?namespace[ \t]+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.CultureInvariant);
}
