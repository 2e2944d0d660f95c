using System.Diagnostics;

namespace Hall.Agent.Tests.Support;

/// <summary>A real file system of some kilobytes, where the machine lets a test mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<bool> Possible = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("hall-small-disk").FullName;
        var isPossible = Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder) && Run("umount", folder);
        Directory.Delete(folder);
        return isPossible;
    });

    public SmallDisk(int kilobytes)
    {
        Folder = Directory.CreateTempSubdirectory("hall-small-disk").FullName;
        Assert.True(Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Folder));
    }

    public static bool IsPossible => Possible.Value;

    public string Folder { get; }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var stream =
            new FileStream(Path.Combine(Folder, "filling"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        try
        {
            for (var block = new byte[4096]; ;)
            {
                stream.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Path.Combine(Folder, "filling"));

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
