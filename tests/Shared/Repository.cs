namespace Hall.Tests;

/// <summary>The folder of <c>Hall.sln</c>, found from where the tests lie.</summary>
internal static class Repository
{
    /// <summary>The folder itself.</summary>
    public static string Root { get; } = Find();

    /// <summary>The whole path of a file or folder in it.</summary>
    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Hall.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests must lie below the folder of Hall.sln.");
        }

        return folder.FullName;
    }
}
