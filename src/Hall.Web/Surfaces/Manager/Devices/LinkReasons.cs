using System.Text.RegularExpressions;
using Hall.Devices.Links;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager.Devices;

/// <summary>Why a line is down or an agent did not do something, in the reader's language.</summary>
public static partial class LinkReasons
{
    private static readonly (Regex Pattern, string Key)[] OfAgents = [(NoAnswer(), "noAnswer"), (Away(), "agentAway"),
        (Unknown(), "unknown")];

    /// <summary>The sentence in the words' language; one that is not known stays as it is.</summary>
    public static string In(Words words, string reason)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (LinkReason.Of(reason) is { } known)
        {
            return words.Of(WordGroup.ManagerWhy, known.Key, known.What);
        }

        foreach (var (pattern, key) in OfAgents)
        {
            if (pattern.Match(reason) is { Success: true } match)
            {
                return words.Of(WordGroup.ManagerWhy, key, match.Groups["what"].Value);
            }
        }

        return reason;
    }

    [GeneratedRegex("agent '(?<what>[^']*)' did not answer")]
    private static partial Regex NoAnswer();

    [GeneratedRegex("agent '(?<what>[^']*)' is away")]
    private static partial Regex Away();

    [GeneratedRegex("There is no line '(?<what>[^']*)'")]
    private static partial Regex Unknown();
}
