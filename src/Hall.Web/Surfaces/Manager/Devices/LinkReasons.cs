using System.Text.RegularExpressions;

namespace Hall.Web.Surfaces.Manager.Devices;

/// <summary>Why a line is down, in the reader's language. What the drivers say is English, and the system's own words differ from machine to machine.</summary>
public static partial class LinkReasons
{
    private static readonly (Regex Pattern, string Key)[] Known =
    [
        (Group(), "group"), (Busy(), "busy"), (Gone(), "gone"), (Refused(), "refused"), (Unreachable(), "unreachable"), (Mute(), "mute"), (NoAnswer(), "noAnswer"), (Away(), "agentAway"), (Unknown(), "unknown"),
    ];

    /// <summary>The sentence in the words' language; one that is not known stays as it is.</summary>
    public static string In(Words words, string reason)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (var (pattern, key) in Known)
        {
            if (pattern.Match(reason) is { Success: true } match)
            {
                return words[$"manager.why.{key}", match.Groups["what"].Value];
            }
        }

        return reason;
    }

    [GeneratedRegex(@"to the group (?<what>[a-z]+)")]
    private static partial Regex Group();

    [GeneratedRegex("in use by another program")]
    private static partial Regex Busy();

    [GeneratedRegex("is not there|has gone|hung up|was closed")]
    private static partial Regex Gone();

    [GeneratedRegex("refuses the connection")]
    private static partial Regex Refused();

    [GeneratedRegex("cannot be reached|No device is called")]
    private static partial Regex Unreachable();

    [GeneratedRegex("No pad on this line answers|does not answer")]
    private static partial Regex Mute();

    [GeneratedRegex("agent '(?<what>[^']*)' did not answer")]
    private static partial Regex NoAnswer();

    [GeneratedRegex("agent '(?<what>[^']*)' is away")]
    private static partial Regex Away();

    [GeneratedRegex("There is no line '(?<what>[^']*)'")]
    private static partial Regex Unknown();
}
