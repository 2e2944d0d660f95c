using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hall.Devices.Links;

/// <summary>A device's file by its system calls: FileStream can neither wait with an end nor grab. Linux only.</summary>
internal sealed class DeviceFile : IDisposable
{
    private const int ReadWrite = 2;
    private const int WriteOnly = 1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;
    private const short CanRead = 1;
    private const short CanWrite = 4;
    private const int TryAgain = 11;
    private const int Interrupted = 4;

    /// <summary>EVIOCGRAB of linux/input.h: _IOW('E', 0x90, int).</summary>
    private const uint GrabRequest = 0x40044590;

    /// <summary>TIOCEXCL: a second program is told that the port is busy.</summary>
    private const uint ExclusiveRequest = 0x540C;

    /// <summary>TIOCOUTQ: bytes that were written to a serial port and have not left yet.</summary>
    private const uint UnsentRequest = 0x5411;

    /// <summary>TCFLSH, with 1 for what was written.</summary>
    private const uint FlushRequest = 0x540B;
    private const int Append = 0x400;
    private const short Broken = 0x8 | 0x10 | 0x20;
    private const int NoControllingTerminal = 0x100;

    // struct termios of Linux: four words of flags, then c_line and c_cc; glibc's has 60 bytes, musl's no more.
    private const int TermiosBytes = 64;
    private const int ControlFlagsAt = 8;
    private const uint ReceiverOn = 0x80;
    private const uint IgnoreModem = 0x800;
    private const uint TwoStopBits = 0x40;
    private const uint HardwareFlow = 0x80000000;

    private readonly SafeFileHandle _handle;
    private long _accepted;

    // A write that has begun may have given away all of its bytes before it tells how many; a line that ends meanwhile must not say none.
    private long _beingWritten;

    private DeviceFile(int descriptor) => _handle = new SafeFileHandle(descriptor, ownsHandle: true);

    /// <exception cref="Win32Exception">It cannot be opened; the code is the system's error number.</exception>
    public static DeviceFile Open(string path, FileUse use)
    {
        var mode = use switch { FileUse.Read => 0, FileUse.Write => WriteOnly, _ => ReadWrite };
        // A FIFO opened for reading only ends whenever its last writer leaves; opened for both it stays.
        mode = use == FileUse.Read && !path.StartsWith("/dev/", StringComparison.Ordinal) ? ReadWrite : mode;
        // A file that collects the bytes goes on where it stopped; a device has no end to go on at.
        mode |= use == FileUse.Write ? Append : 0;
        var descriptor = open(Encoding.UTF8.GetBytes(path + '\0'), mode | NonBlocking | CloseOnExec);
        return descriptor >= 0 ? new DeviceFile(descriptor) : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Opens a serial port: 8 data bits, no parity, 1 stop bit, no flow control, for this program alone.</summary>
    /// <exception cref="Win32Exception">It cannot be opened, or is no serial port; the code is the system's error number.</exception>
    public static DeviceFile OpenSerial(string path, uint speed)
    {
        var descriptor = open(Encoding.UTF8.GetBytes(path + '\0'), ReadWrite | NonBlocking | CloseOnExec | NoControllingTerminal);
        var file = descriptor >= 0 ? new DeviceFile(descriptor) : throw new Win32Exception(Marshal.GetLastPInvokeError());
        try
        {
            Checked(ioctl(file._handle, ExclusiveRequest, 0));
            var settings = new byte[TermiosBytes];
            Checked(tcgetattr(file._handle, settings));
            cfmakeraw(settings);
            Checked(cfsetispeed(settings, speed));
            Checked(cfsetospeed(settings, speed));
            var control = BitConverter.ToUInt32(settings, ControlFlagsAt);
            BitConverter.TryWriteBytes(settings.AsSpan(ControlFlagsAt),
                (control | ReceiverOn | IgnoreModem) & ~(TwoStopBits | HardwareFlow));
            Checked(tcsetattr(file._handle, 0, settings));
            return file;
        }
        catch (Win32Exception)
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Takes the device's input events away from every other program; null when done, else why not.</summary>
    public string? Grab() => ioctl(_handle, GrabRequest, 1) == 0 ? null : new Win32Exception(Marshal.GetLastPInvokeError()).Message;

    /// <summary>
    /// Bytes that have left: those that the system took, without those that still wait in it where it says how many these are.
    /// </summary>
    public long Taken
    {
        get
        {
            try
            {
                return Offered - (ioctl(_handle, UnsentRequest, out var waiting) == 0 ? waiting : 0);
            }
            catch (ObjectDisposedException)
            {
                return Offered;
            }
        }
    }

    private long Offered => Interlocked.Read(ref _accepted) + Interlocked.Read(ref _beingWritten);

    /// <summary>Throws away what was written to a serial port and has not left yet; does nothing at other files.</summary>
    public void ThrowAwayUnsent()
    {
        if (!_handle.IsClosed)
        {
            _ = ioctl(_handle, FlushRequest, 1);
        }
    }

    /// <summary>Whether the device hung up within the wait, without reading from it.</summary>
    public bool HangsUp(int waitMilliseconds) => (Poll(0, waitMilliseconds) & Broken) != 0;

    /// <summary>The bytes read; 0 when the device hung up; -1 when nothing came within the wait.</summary>
    public int Read(Span<byte> bytes, int waitMilliseconds)
    {
        if (!Ready(CanRead, waitMilliseconds))
        {
            return -1;
        }

        var count = read(_handle, ref MemoryMarshal.GetReference(bytes), bytes.Length);
        return count >= 0 ? (int)count : Marshal.GetLastPInvokeError() is TryAgain or Interrupted
            ? -1 : throw new Win32Exception(Marshal.GetLastPInvokeError());
    }

    /// <summary>Writes everything.</summary>
    /// <exception cref="TimeoutException">The device took nothing for 2 s.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!Ready(CanWrite, 2000))
            {
                throw new TimeoutException("The device takes no more.");
            }

            Interlocked.Exchange(ref _beingWritten, bytes.Length);
            var count = write(_handle, ref MemoryMarshal.GetReference(bytes), bytes.Length);
            Interlocked.Add(ref _accepted, Math.Max(count, 0));
            Interlocked.Exchange(ref _beingWritten, 0);
            if (count < 0 && Marshal.GetLastPInvokeError() is not (TryAgain or Interrupted))
            {
                throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message);
            }

            bytes = bytes[(int)Math.Max(count, 0)..];
        }
    }

    public void Dispose() => _handle.Dispose();

    private static void Checked(int result)
    {
        if (result < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    private bool Ready(short events, int waitMilliseconds) => Poll(events, waitMilliseconds) != 0;

    private short Poll(short events, int waitMilliseconds)
    {
        var query = new Query { Descriptor = (int)_handle.DangerousGetHandle(), Events = events };
        return poll(ref query, 1, waitMilliseconds) > 0 ? query.Returned : (short)0;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Query
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

#pragma warning disable IDE1006, CA1707 // The names of the system.
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ioctl(SafeFileHandle file, nuint request, nint argument);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ioctl(SafeFileHandle file, nuint request, out int answer);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int poll(ref Query queries, nuint count, int milliseconds);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint read(SafeFileHandle file, ref byte bytes, nint count);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint write(SafeFileHandle file, ref readonly byte bytes, nint count);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcgetattr(SafeFileHandle file, byte[] settings);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int tcsetattr(SafeFileHandle file, int when, byte[] settings);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int cfsetispeed(byte[] settings, uint speed);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int cfsetospeed(byte[] settings, uint speed);

    [DllImport("libc"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void cfmakeraw(byte[] settings);
#pragma warning restore IDE1006, CA1707
}
