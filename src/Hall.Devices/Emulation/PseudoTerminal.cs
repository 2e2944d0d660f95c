using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hall.Devices.Emulation;

/// <summary>
/// A pseudo-terminal in raw mode: what is written here is read at <see cref="PortName"/>, and the other way round. Linux only.
/// </summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadAndWrite = 2;
    private const int NoControllingTerminal = 0x100;
    private const int Now = 0;

    // glibc's termios has 60 bytes, musl's no more.
    private const int TermiosBytes = 64;
    private readonly SafeFileHandle _far;

    /// <exception cref="IOException">The system gives no pseudo-terminal.</exception>
    public PseudoTerminal()
    {
        var near = Checked(posix_openpt(ReadAndWrite | NoControllingTerminal));
        Checked(grantpt(near));
        Checked(unlockpt(near));
        var name = new byte[128];
        Checked(ptsname_r(near, name, name.Length));
        PortName = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));

        // Kept open, because reading fails while nobody has the far end open; raw, because an echo would look like an acknowledgement.
        var far = Checked(open(Encoding.ASCII.GetBytes(PortName + '\0'), ReadAndWrite | NoControllingTerminal));
        var settings = new byte[TermiosBytes];
        Checked(tcgetattr(far, settings));
        cfmakeraw(settings);
        Checked(tcsetattr(far, Now, settings));
        _far = new SafeFileHandle(far, ownsHandle: true);
        Stream = new FileStream(new SafeFileHandle(near, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>The far end, to be opened like a serial port.</summary>
    public string PortName { get; }

    /// <summary>This end.</summary>
    public FileStream Stream { get; }

    /// <summary>Hangs up: reading at the far end ends.</summary>
    public void Dispose()
    {
        _far.Dispose();
        Stream.Dispose();
    }

    /// <summary>Makes a FIFO for this account.</summary>
    /// <exception cref="IOException">It cannot be made, or something is there already.</exception>
    public static void MakeFifo(string path)
    {
        const int ForTheOwner = 0x180;
        if (mkfifo(Encoding.UTF8.GetBytes(path + '\0'), ForTheOwner) < 0)
        {
            throw new IOException(
                Invariant($"No FIFO can be made at {path}: error {Marshal.GetLastPInvokeError()}. Is something there already?"));
        }
    }

    private static int Checked(int result) =>
        result >= 0
            ? result
            : throw new IOException(Invariant($"There is no pseudo-terminal to be had: error {Marshal.GetLastPInvokeError()}."));

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mkfifo(byte[] path, uint mode);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int grantpt(int handle);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int unlockpt(int handle);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ptsname_r(int handle, byte[] name, nint length);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcgetattr(int handle, byte[] settings);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcsetattr(int handle, int when, byte[] settings);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void cfmakeraw(byte[] settings);
}
