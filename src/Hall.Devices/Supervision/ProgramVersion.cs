using System.Reflection;
using System.Runtime.InteropServices;

namespace Hall.Devices.Supervision;

/// <summary>What <c>--version</c> says: enough to know which program ran when somebody reports a fault.</summary>
public static class ProgramVersion
{
    /// <summary>Version, commit and runtime in one line, such as <c>hall 0.2.0, commit 26a804d…, .NET 10.0.15</c>.</summary>
    /// <param name="program">The program's own assembly. Built outside a repository it carries no commit, and the line says so.</param>
    public static string Of(Assembly program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var whole = program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        var (version, commit) = whole.Split('+', 2) is [var before, var after] ? (before, after) : (whole, "unknown");
        return $"{program.GetName().Name} {version}, commit {commit}, {RuntimeInformation.FrameworkDescription}";
    }
}
