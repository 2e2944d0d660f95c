using System.Reflection.PortableExecutable;

namespace Hall.Package.Tests;

/// <summary>What is in a package, unpacked.</summary>
internal sealed class PackageContents : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-contents-").FullName;

    private PackageContents()
    {
    }

    /// <summary>Every file that it installs, such as <c>usr/bin/hall</c>.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file))];

    /// <summary>Unpacks a Debian package.</summary>
    public static async Task<PackageContents> OfDebianAsync(string package)
    {
        var contents = new PackageContents();
        await Tool.SayAsync("dpkg-deb", "--extract", package, contents._folder);
        return contents;
    }

    /// <summary>Unpacks a zip.</summary>
    public static PackageContents OfZip(string zip)
    {
        var contents = new PackageContents();
        System.IO.Compression.ZipFile.ExtractToDirectory(zip, contents._folder);
        return contents;
    }

    /// <summary>The whole path of an unpacked file.</summary>
    public string At(string path) => Path.Combine(_folder, path);

    /// <summary>
    /// Files of machine code that are not for this platform. Read from their own heads: ELF says its machine at byte 18 (62 = x86-64,
    /// 183 = AArch64), a PE file that no .NET wrote is native code of Windows.
    /// </summary>
    /// <param name="machine">The ELF machine; null where Windows' own is expected.</param>
    public IEnumerable<string> Foreign(int? machine) => Files.Where(file => IsForeign(At(file), machine));

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static bool IsForeign(string file, int? machine)
    {
        var head = new byte[20];
        using var stream = File.OpenRead(file);
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (length < head.Length)
        {
            return false;
        }

        return head switch
        {
            [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => BitConverter.ToUInt16(head, 18) != machine,
            [0xCF or 0xCE, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] => true,
            [(byte)'M', (byte)'Z', ..] => IsForeignToWindows(stream, machine),
            _ => false,
        };
    }

    private static bool IsForeignToWindows(FileStream stream, int? machine)
    {
        stream.Position = 0;
        using var file = new PEReader(stream);
        return !file.HasMetadata && (machine is not null || file.PEHeaders.CoffHeader.Machine != Machine.Amd64);
    }
}
