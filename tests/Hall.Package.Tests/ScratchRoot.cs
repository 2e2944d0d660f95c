namespace Hall.Package.Tests;

/// <summary>A machine in a folder: nothing in it but what dpkg, sysusers and debconf need. Needs root, as installing does.</summary>
internal sealed class ScratchRoot : IDisposable
{
    private static readonly Dictionary<string, string> Nobody = new() { ["DEBIAN_FRONTEND"] = "noninteractive" };

    private ScratchRoot(string path) => Path = path;

    /// <summary>Its root folder.</summary>
    public string Path { get; }

    /// <summary>Makes one.</summary>
    public static ScratchRoot Make()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root may install packages.");
        var root = new ScratchRoot(Directory.CreateTempSubdirectory("hall-root-").FullName);

        // Its users reach it, too.
        File.SetUnixFileMode(root.Path, (UnixFileMode)0b111_101_101);
        foreach (var folder in (string[])["var/lib/dpkg/info", "var/lib/dpkg/updates", "var/log", "var/cache/debconf", "etc"])
        {
            Directory.CreateDirectory(root.At(folder));
        }

        File.WriteAllText(root.At("var/lib/dpkg/status"), "");
        File.Copy("/etc/debconf.conf", root.At("etc/debconf.conf"));
        return root;
    }

    /// <summary>The path on this machine of one in the root.</summary>
    public string At(string path) => System.IO.Path.Combine(Path, path.TrimStart('/'));

    /// <summary>Runs dpkg on it and expects that it goes well; all that it printed.</summary>
    public async Task<string> DpkgAsync(params string[] arguments)
    {
        var (code, output) = await TryDpkgAsync(arguments);
        Assert.True(code == 0, $"dpkg {string.Join(' ', arguments)}:\n{output}");
        return output;
    }

    /// <summary>Runs dpkg on it, however it ends.</summary>
    public Task<(int Code, string Output)> TryDpkgAsync(params string[] arguments) => Tool.RunAsync("dpkg",
        [$"--root={Path}", "--force-script-chrootless", "--force-depends", "--force-unsafe-io", .. arguments], Nobody);

    /// <summary>dpkg's words for how a package is, such as <c>ii 0.2.0</c>; empty when it knows nothing of it.</summary>
    public async Task<string> StateAsync(string package)
    {
        var (_, output) = await Tool.RunAsync(
            "dpkg-query", $"--admindir={At("var/lib/dpkg")}", "-W", "-f=${db:Status-Abbrev}${Version}", package);
        return output.StartsWith("dpkg-query", StringComparison.Ordinal) ? "" : output.Trim();
    }

    /// <summary>Answers beforehand what a package will ask.</summary>
    public async Task AnswerAsync(string question, bool yes)
    {
        var (code, output) = await Tool.RunAsync("sh",
            ["-c", $"echo '{question.Split('/')[0]} {question} boolean {(yes ? "true" : "false")}' | debconf-set-selections"],
            new Dictionary<string, string>(Nobody) { ["DPKG_ROOT"] = Path });
        Assert.True(code == 0, output);
    }

    /// <summary>Owner, group and mode of a file by numbers, such as <c>999 999 700</c>.</summary>
    public Task<string> OwnerAsync(string path) => Tool.SayAsync("stat", "-c", "%u %g %a", At(path));

    /// <summary>The numbers of a user of this machine-in-a-folder and of its group.</summary>
    public (string User, string Group) NumbersOf(string user)
    {
        var line = File.ReadLines(At("etc/passwd")).Single(line => line.StartsWith(user + ":", StringComparison.Ordinal)).Split(':');
        return (line[2], line[3]);
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
