namespace Hall.Storage.Hosting;

/// <summary>Where a hub keeps what it must not lose.</summary>
public static class DataFolder
{
    /// <summary>The folder named on the command line, else <c>HALL_DATA</c>, else the platform's application-data folder.</summary>
    /// <param name="named">What <c>--data</c> says; null when it was not given.</param>
    /// <param name="demo">A demonstration has a folder of its own.</param>
    public static string Resolve(string? named, bool demo)
    {
        var folder = named ?? Environment.GetEnvironmentVariable("HALL_DATA");
        if (!string.IsNullOrWhiteSpace(folder))
        {
            return Path.GetFullPath(folder);
        }

        var platform = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
            Environment.SpecialFolderOption.DoNotVerify);
        var root = platform.Length > 0 ? platform : AppContext.BaseDirectory;
        return Path.Combine(root, demo ? "hall-demo" : "hall");
    }
}
