using System.Runtime.InteropServices;
using System.Text;

namespace Hall.Devices.Links;

/// <summary>What the system says of a port's file, asked after opening it failed.</summary>
/// <param name="Exists">There is such a file.</param>
/// <param name="IsAllowed">This account may read and write it.</param>
internal readonly record struct PortAccess(bool Exists, bool IsAllowed)
{
    private const int ReadAndWrite = 4 | 2;

    /// <summary>
    /// On Linux a refused and a missing port both reach us from System.IO.Ports as "Unknown error 203" (seen with 10.0.14), so the
    /// file itself is asked; a name that leads nowhere is missing, though the link is there. It is not opened for that: opening a
    /// serial port without a carrier can hang. Elsewhere nothing is known.
    /// </summary>
    public static PortAccess Of(string port) => OperatingSystem.IsLinux()
        ? new PortAccess(File.Exists(StableName.TargetOf(port)), Access(Encoding.UTF8.GetBytes(port + '\0'), ReadAndWrite) == 0)
        : new PortAccess(true, true);

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);
}
