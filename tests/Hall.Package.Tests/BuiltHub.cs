namespace Hall.Package.Tests;

/// <summary>The hub's package for this machine, and the same with a higher version, made once by <c>package.sh</c>.</summary>
[CollectionDefinition(Name)]
public sealed class BuiltHub : ICollectionFixture<BuiltHub>, IDisposable
{
    /// <summary>Tests that need it, one after another.</summary>
    public const string Name = "the hub's package";

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-packages-").FullName;
    private Task? _made;
    private PackageContents? _contents;

    /// <summary>Its version.</summary>
    public string Version { get; } = Release.Version;

    /// <summary>The version after it.</summary>
    public string Later { get; } = Release.Version + ".1";

    /// <summary>The package.</summary>
    public string Package => Path.Combine(_folder, $"hall-hub_{Version}_amd64.deb");

    /// <summary>The package of the version after it.</summary>
    public string LaterPackage => Path.Combine(_folder, $"hall-hub_{Later}_amd64.deb");

    /// <summary>What is in the package.</summary>
    internal PackageContents Contents => _contents ?? throw new InvalidOperationException("It is made first.");

    /// <summary>Makes both, unless they are made.</summary>
    public Task MadeAsync() => _made ??= MakeAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        _contents?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task MakeAsync()
    {
        await PackageAsync("-o", _folder, "-z1", "amd64");
        await PackageAsync("-o", _folder, "-z1", "-k", "-v", Later, "amd64");
        _contents = await PackageContents.OfDebianAsync(Package);
    }

    private static async Task PackageAsync(params string[] arguments)
    {
        var (code, output) = await Tool.RunAsync(Repository.Path("package.sh"), ["-p", "hub", .. arguments]);

        // NU1301: the registry cannot be reached. Whoever builds offline has no runtime to put into a package.
        Assert.SkipWhen(code != 0 && output.Contains("NU1301", StringComparison.Ordinal),
            "The runtime that the package brings could not be fetched, because the package source cannot be reached.");
        Assert.True(code == 0, output);
    }
}
