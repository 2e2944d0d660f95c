using System.Text.RegularExpressions;

namespace Hall.Devices.Links;

/// <summary>
/// What a driver's sentence about a line that is down means, so that every surface can say it in its reader's language. The sentences are
/// English, and what the system adds to them differs from machine to machine.
/// </summary>
public static partial class LinkReason
{
    private static readonly (string Key, Regex Pattern)[] Known =
    [
        ("group", Group()), ("busy", Busy()), ("gone", Gone()), ("refused", Refused()), ("unreachable", Unreachable()), ("mute", Mute()),
        ("garbled", Garbled()), ("oneWay", OneWay()),
        ("write", Write()), ("linux", Linux()), ("noPort", NoPort()), ("open", Open()),
    ];

    /// <summary>All meanings; a surface has words for each.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Known.Select(known => known.Key)];

    /// <summary>The meaning of a sentence and what it names, such as the group that is missing; null when it is not known.</summary>
    public static (string Key, string What)? Of(string sentence)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        foreach (var (key, pattern) in Known)
        {
            if (pattern.Match(sentence) is { Success: true } match)
            {
                return (key, match.Groups["what"].Value);
            }
        }

        return null;
    }

    [GeneratedRegex(@"to the group (?<what>[a-z]+)")]
    private static partial Regex Group();

    [GeneratedRegex("in use by another program")]
    private static partial Regex Busy();

    [GeneratedRegex("is not there|has gone|hung up|was closed|was reset|was pulled")]
    private static partial Regex Gone();

    [GeneratedRegex("refuses the connection")]
    private static partial Regex Refused();

    [GeneratedRegex("cannot be reached|No device is called")]
    private static partial Regex Unreachable();

    [GeneratedRegex("No pad on this line answers|does not answer")]
    private static partial Regex Mute();

    [GeneratedRegex("the device only listens")]
    private static partial Regex OneWay();

    [GeneratedRegex("makes no sense")]
    private static partial Regex Garbled();

    [GeneratedRegex("Writing to the line failed")]
    private static partial Regex Write();

    [GeneratedRegex("exist on Linux only")]
    private static partial Regex Linux();

    [GeneratedRegex("is no serial port")]
    private static partial Regex NoPort();

    [GeneratedRegex("cannot be opened")]
    private static partial Regex Open();
}
