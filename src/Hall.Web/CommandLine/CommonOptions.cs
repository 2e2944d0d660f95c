using System.CommandLine;

namespace Hall.Web.CommandLine;

/// <summary>Options that several verbs share.</summary>
public static class CommonOptions
{
    /// <summary><c>--data DIR</c>.</summary>
    public static Option<string?> Data() =>
        new("--data") { Description = "Folder of the hub's data; else HALL_DATA, else the platform's." };

    /// <summary><c>--demo</c>, where it only chooses the demonstration's data folder.</summary>
    public static Option<bool> Demo() => new("--demo") { Description = "Use the demonstration's data folder." };
}
