using System.Text.Json;

namespace Hall.Package.Tests;

/// <summary>The packages of other machines, which cannot be started here. Long: HALL_LONG=1 makes all of them.</summary>
[Collection(BuiltHub.Name)]
public sealed class OtherPackagesTests
{
    private const long Mebibyte = 1024 * 1024;

    [Fact]
    public async Task Build_Everything_IsSmallAndForItsMachineAlone()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("HALL_LONG") is { Length: > 0 }, "Long: HALL_LONG=1 makes every package.");
        var folder = Directory.CreateTempSubdirectory("hall-all-").FullName;
        try
        {
            await Tool.SayAsync(Repository.Path("package.sh"), "-o", folder);

            await AssertDebianAsync(folder, "hall-hub", "amd64", machine: 62, most: 50);
            await AssertDebianAsync(folder, "hall-hub", "arm64", machine: 183, most: 50);
            await AssertDebianAsync(folder, "hall-agent", "amd64", machine: 62, most: 40);
            await AssertDebianAsync(folder, "hall-agent", "arm64", machine: 183, most: 40);
            AssertWindows(Path.Combine(folder, $"hall-agent_{Release.Version}_windows-x64.zip"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task AssertDebianAsync(string folder, string package, string architecture, int machine, int most)
    {
        var file = Path.Combine(folder, $"{package}_{Release.Version}_{architecture}.deb");
        using var contents = await PackageContents.OfDebianAsync(file);

        Assert.InRange(new FileInfo(file).Length, 1, most * Mebibyte);
        Assert.Equal(architecture, await Tool.SayAsync("dpkg-deb", "--field", file, "Architecture"));
        Assert.DoesNotContain(contents.Files, name => name.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.Empty(contents.Foreign(machine));
        Assert.Contains($"usr/lib/systemd/system/{package}.service", contents.Files);
        Assert.Contains($"usr/lib/sysusers.d/{package}.conf", contents.Files);
        if (package == "hall-agent")
        {
            Assert.Superset(
                new HashSet<string> { "usr/bin/hall-screen", "usr/lib/systemd/system/hall-screen.service", "etc/hall/screen.env" },
                contents.Files.ToHashSet());
        }

        var program = package == "hall-hub" ? "hall" : package;
        using var runtime = JsonDocument.Parse(File.ReadAllText(contents.At($"usr/lib/{package}/{program}.runtimeconfig.json")));
        var core = runtime.RootElement.GetProperty("runtimeOptions").GetProperty("includedFrameworks").EnumerateArray()
            .Single(framework => framework.GetProperty("name").GetString() == "Microsoft.NETCore.App");
        Assert.Equal(Release.PinnedRuntime, core.GetProperty("version").GetString());
    }

    private static void AssertWindows(string zip)
    {
        using var contents = PackageContents.OfZip(zip);

        Assert.InRange(new FileInfo(zip).Length, 1, 60 * Mebibyte);
        Assert.Superset(new HashSet<string> { "hall-agent.exe", "service.cmd", "README.txt" }, contents.Files.ToHashSet());
        Assert.DoesNotContain(contents.Files, name => name.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.Empty(contents.Foreign(machine: null));

        // Windows' command interpreter loses its way in a file with other ends of lines.
        Assert.DoesNotMatch("[^\r]\n", File.ReadAllText(contents.At("service.cmd")));
    }
}
