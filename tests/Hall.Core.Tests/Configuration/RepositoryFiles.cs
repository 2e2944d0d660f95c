namespace Hall.Core.Tests.Configuration;

/// <summary>Files as they are shipped, found from wherever the tests run.</summary>
internal static class RepositoryFiles
{
    public static string KioskConfig(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Hall.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests must lie below the folder of Hall.sln.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, "kiosk-config", path));
    }
}
