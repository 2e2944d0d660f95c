using System.Text.Json;

namespace Hall.Package.Tests;

/// <summary>What is in the hub's package.</summary>
[Collection(BuiltHub.Name)]
public sealed class HubPackageTests(BuiltHub built) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await built.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Build_Hub_HoldsWhatAServiceNeeds()
    {
        var contents = built.Contents;

        Assert.Superset(
            new HashSet<string>
            {
                "usr/lib/hall-hub/hall", "usr/bin/hall", "usr/lib/systemd/system/hall-hub.service", "usr/lib/sysusers.d/hall-hub.conf",
                "usr/lib/udev/rules.d/60-hall-hub.rules", "usr/share/man/man1/hall.1.gz",
                "usr/lib/hall-hub/kiosk-config/halls/tongling.json", "usr/share/doc/hall-hub/copyright",
                "usr/share/doc/hall-hub/INSTALL.md", "etc/hall/hub.env",
            },
            contents.Files.ToHashSet());
        Assert.Equal("../lib/hall-hub/hall", new FileInfo(contents.At("usr/bin/hall")).LinkTarget);
        Assert.Equal("/etc/hall/hub.env", (await Tool.SayAsync("dpkg-deb", "--info", built.Package, "conffiles")).Trim());
    }

    [Fact]
    public void Build_Hub_HoldsNoSymbolsAndNothingOfOtherPlatforms()
    {
        var contents = built.Contents;

        Assert.DoesNotContain(contents.Files, file => file.EndsWith(".pdb", StringComparison.Ordinal));
        Assert.Empty(contents.Foreign(machine: 62));
    }

    [Fact]
    public void Build_Hub_BringsTheRuntimeThatIsPinned()
    {
        var contents = built.Contents;

        using var runtime = JsonDocument.Parse(File.ReadAllText(contents.At("usr/lib/hall-hub/hall.runtimeconfig.json")));

        Assert.All(runtime.RootElement.GetProperty("runtimeOptions").GetProperty("includedFrameworks").EnumerateArray(),
            framework => Assert.Equal(Release.PinnedRuntime, framework.GetProperty("version").GetString()));
    }

    [Fact]
    public async Task Build_Hub_OpensOnOldDebians()
    {
        Assert.Equal(["debian-binary", "control.tar.xz", "data.tar.xz"], Members(built.Package));
        var depends = await Tool.SayAsync("dpkg-deb", "--field", built.Package, "Depends");
        Assert.Contains("libicu63", depends, StringComparison.Ordinal);
        Assert.Contains("libssl1.1", depends, StringComparison.Ordinal);
        Assert.Contains("libc6 (>= 2.28)", depends, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_Hub_EverythingBelongsToRootAndTheProgramsRun()
    {
        var lines = (await Tool.SayAsync("dpkg-deb", "--contents", built.Package)).Split('\n');

        Assert.DoesNotContain(lines, line => !line.Contains(" root/root ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line[..10] is not ("-rw-r--r--" or "-rwxr-xr-x" or "drwxr-xr-x" or "lrwxrwxrwx"));
        var program = lines.Single(line => line.EndsWith("/usr/lib/hall-hub/hall", StringComparison.Ordinal));
        Assert.StartsWith("-rwxr-xr-x", program, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sysusers.conf", "hall-hub.service runs as the user \"hall\", but the package does not make it. Add a line")]
    public async Task Build_WithoutItsServiceUser_IsRefusedWithASentence(string missing, string sentence)
    {
        var folder = Directory.CreateTempSubdirectory("hall-packaging-").FullName;
        await Tool.SayAsync("cp", "-r", Repository.Path("packaging", "."), folder);
        File.Delete(Path.Combine(folder, "hall-hub", missing));

        var (code, output) = await Tool.RunAsync(Repository.Path("package.sh"), "-p", "hub", "-o", folder, "-k", "-s", folder, "amd64");

        Assert.Equal(1, code);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder, "*.deb"));
        Directory.Delete(folder, recursive: true);
    }

    // A package is an archive of ar: a line, then each member behind a head of 60 bytes with its name and, at byte 48, its length.
    private static IEnumerable<string> Members(string package)
    {
        using var file = File.OpenRead(package);
        var head = new byte[60];
        for (file.Position = 8; file.ReadAtLeast(head, 60, throwOnEndOfStream: false) == 60;)
        {
            var text = System.Text.Encoding.ASCII.GetString(head);
            yield return text[..16].TrimEnd(' ', '/');
            var length = long.Parse(text[48..58].Trim(), System.Globalization.CultureInfo.InvariantCulture);
            file.Position += length + (length & 1);
        }
    }
}
