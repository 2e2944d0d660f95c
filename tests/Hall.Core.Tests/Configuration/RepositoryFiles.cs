namespace Hall.Core.Tests.Configuration;

/// <summary>Files as they are shipped, found from wherever the tests run.</summary>
internal static class RepositoryFiles
{
    public static string KioskConfig(string path) => File.ReadAllText(Repository.Path("kiosk-config", path));
}
