using Hall.Core.Feedback;
using Hall.Core.Privacy;

namespace Hall.Storage.Cases;

/// <summary>How a citizen can be reached.</summary>
/// <param name="Name">A name, up to 30 characters; empty when none was left.</param>
/// <param name="Telephone">A telephone, up to 20 digits, spaces, <c>+</c> and hyphens; empty when none was left.</param>
public sealed record Contact(string Name, string Telephone)
{
    private const int LongestName = 30;
    private const int LongestTelephone = 20;

    /// <summary>Reads what was typed: null when nothing was left.</summary>
    /// <returns>The contact, and whether what was typed can be one.</returns>
    public static (Contact? Left, bool Sound) Read(string? name, string? telephone)
    {
        var (who, where) = (FeedbackText.Clean(name) ?? "", CanonicalNumber.Telephone(FeedbackText.Clean(telephone) ?? ""));
        if (who.Length == 0 && where.Length == 0)
        {
            return (null, true);
        }

        var sound = who.Length <= LongestName && where.Length <= LongestTelephone && where.Count(char.IsAsciiDigit) >= 5
            && where.All(character => char.IsAsciiDigit(character) || character is ' ' or '+' or '-');
        return (sound ? new(who, where) : null, sound);
    }
}
