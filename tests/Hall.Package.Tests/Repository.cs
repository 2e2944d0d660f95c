using System.Xml.Linq;

namespace Hall.Package.Tests;

/// <summary>The sources that the packages are made from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds <c>Hall.sln</c>.</summary>
    public static string Root => Tests.Repository.Root;

    /// <summary>The version that programs and packages say.</summary>
    public static string Version { get; } = XDocument.Load(At("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The runtime that programs bring along.</summary>
    public static string PinnedRuntime { get; } =
        XDocument.Load(At("Directory.Build.targets")).Descendants("RuntimeFrameworkVersion").First().Value;

    /// <summary>The whole path of a file, given from the root.</summary>
    public static string At(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>A file's text.</summary>
    public static string Read(params string[] path) => File.ReadAllText(At(path));
}
