namespace Hall.Devices.Links;

/// <summary>Says in words why a serial port cannot be opened.</summary>
internal static class SerialTrouble
{
    private const int AccessDenied = 13;
    private const int DeviceBusy = 16;
    private const int NoEntry = 2;
    private const int NoDevice = 19;
    private const int NoSuchDevice = 6;

    /// <summary>
    /// System.IO.Ports throws UnauthorizedAccessException whatever the cause was; the cause stands inside it, as an IOException whose
    /// HResult is the system's error number where that is known at all.
    /// </summary>
    public static Exception Explain(string port, PortAccess access, Exception exception)
    {
        if (exception is OperationCanceledException or LinkException)
        {
            return exception;
        }

        var cause = exception.InnerException ?? exception;
        var trouble = cause switch
        {
            _ when !access.Exists => LinkTrouble.Gone,
            _ when !access.IsAllowed => LinkTrouble.PermissionDenied,
            FileNotFoundException or DirectoryNotFoundException => LinkTrouble.Gone,
            { HResult: NoEntry or NoDevice or NoSuchDevice } => LinkTrouble.Gone,
            { HResult: AccessDenied } => LinkTrouble.PermissionDenied,
            { HResult: DeviceBusy } => LinkTrouble.Busy,
            UnauthorizedAccessException when exception != cause => LinkTrouble.PermissionDenied,
            _ => LinkTrouble.Other,
        };
        return new LinkException(trouble, Words(port, trouble, cause), exception);
    }

    private static string Words(string port, LinkTrouble trouble, Exception cause) => trouble switch
    {
        LinkTrouble.Gone => $"{port} is not there. Is the adapter plugged in, and is this its name?",
        LinkTrouble.Busy => $"{port} is in use by another program. Only one can have it.",
        LinkTrouble.PermissionDenied => $"{port} may not be used by this account. Add the account to the group dialout and start again.",
        _ => $"{port} cannot be opened: {cause.Message}",
    };
}
