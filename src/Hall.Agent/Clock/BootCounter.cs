using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Hall.Agent.Clock;

/// <summary>The counter of this computer that runs from start to start, sleep included, whatever happens to its clock.</summary>
public static class BootCounter
{
    private const int ClockBootTime = 7;
    private const int MillisecondsASecond = 1_000;
    private const int NanosecondsAMillisecond = 1_000_000;
    private const string BootIdOfLinux = "/proc/sys/kernel/random/boot_id";
    private const string BootIdOfWindows = @"SOFTWARE\hall-agent\boot";

    /// <summary>
    /// Identifies the present start: on Linux the kernel's <c>boot_id</c>; on Windows an identifier in a volatile key of the registry,
    /// which
    /// ends with the counter itself when the computer is started again. Where neither can be had it is made anew for each run of the agent,
    /// so that what an earlier run kept has no age rather than a wrong one.
    /// </summary>
    public static string Boot { get; } = (OperatingSystem.IsLinux() ? OfLinux() : OperatingSystem.IsWindows() ? OfWindows() : null)
        ?? $"run-{Guid.NewGuid():N}";

    /// <summary>Since the start, sleep included: <c>CLOCK_BOOTTIME</c> on Linux, <c>GetTickCount64</c> on Windows.</summary>
    public static TimeSpan Elapsed => OperatingSystem.IsLinux() && GetTime(ClockBootTime, out var time) == 0
        ? TimeSpan.FromMilliseconds(((long)time.Seconds * MillisecondsASecond) + (time.Nanoseconds / NanosecondsAMillisecond))
        : TimeSpan.FromMilliseconds(Environment.TickCount64);

    private static string? OfLinux()
    {
        try
        {
            return File.ReadAllText(BootIdOfLinux).Trim() is { Length: > 0 } boot ? boot : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The system's own number of its start does not grow on every computer; a key that is kept in memory alone is gone after each.
    [SupportedOSPlatform("windows")]
    private static string? OfWindows()
    {
        foreach (var hive in new[] { Registry.LocalMachine, Registry.CurrentUser })
        {
            try
            {
                using var key = hive.CreateSubKey(BootIdOfWindows, writable: true, RegistryOptions.Volatile);
                if (key.GetValue("Id") is not string)
                {
                    key.SetValue("Id", $"{Guid.NewGuid():N}");
                }

                return $"windows-{key.GetValue("Id")}";
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.Security.SecurityException)
            {
                // Not for this account; then its own hive, which ends at the latest with the computer.
            }
        }

        return null;
    }

    [DllImport("libc", EntryPoint = "clock_gettime"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
