namespace Hall.Devices.Links;

/// <summary>What stands behind a device's name that stays, such as <c>/dev/hall-printer</c> of the udev rules.</summary>
public static class StableName
{
    /// <summary>The file that the name leads to now; the name itself when it is no link, or leads nowhere.</summary>
    public static string TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    /// <summary>Whether two names lead to the same device now.</summary>
    public static bool IsSame(string one, string other) => one == other || TargetOf(one) == TargetOf(other);

    /// <summary>Whether a name leads to a file that is there; null where devices are no files.</summary>
    public static bool? IsThere(string path) => OperatingSystem.IsLinux() ? File.Exists(TargetOf(path)) : null;

    /// <summary>Whether a name leads to a printer's file, which is no serial port.</summary>
    public static bool IsPrinter(string path) => TargetOf(path).StartsWith("/dev/usb/lp", StringComparison.Ordinal);

    /// <summary>Whether a name leads to a file that is no device, such as one that collects a printer's bytes.</summary>
    public static bool IsPlainFile(string path) =>
        TargetOf(path) is var target && !target.StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(target);

    /// <summary>Whether a name leads to an input device.</summary>
    public static bool IsInput(string path) => TargetOf(path).StartsWith("/dev/input/", StringComparison.Ordinal);
}
