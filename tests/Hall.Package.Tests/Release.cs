using System.Xml.Linq;

namespace Hall.Package.Tests;

/// <summary>What the sources say of the packages that are made from them.</summary>
internal static class Release
{
    /// <summary>The version that programs and packages say.</summary>
    public static string Version { get; } =
        XDocument.Load(Repository.Path("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The runtime that programs bring along.</summary>
    public static string PinnedRuntime { get; } =
        XDocument.Load(Repository.Path("Directory.Build.targets")).Descendants("RuntimeFrameworkVersion").First().Value;

    /// <summary>A file's text.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Repository.Path(path));
}
