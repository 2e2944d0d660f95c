using System.Globalization;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Storage.People;

namespace Hall.Hub.Accounts;

/// <summary>An account as a form holds it.</summary>
public sealed record AccountDraft
{
    private const int LongestStaff = 20;
    private const int LongestCard = 40;
    private const int LongestSkills = 2_000;

    /// <summary>Fewest digits of a PIN; older ones had four.</summary>
    public const int ShortestPin = 6;

    /// <summary>Most digits of a PIN.</summary>
    public const int LongestPin = 8;

    /// <summary>Staff number, 1 to 20 letters, digits and hyphens.</summary>
    public string Staff { get; init; } = "";

    /// <summary>Name, 1 to 100 characters of any script.</summary>
    public string Name { get; init; } = "";

    /// <summary>Roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Codes of services, separated by spaces.</summary>
    public string Skills { get; init; } = "";

    /// <summary>Number of the staff card, up to 40 letters and digits; empty for none.</summary>
    public string Card { get; init; } = "";

    /// <summary>The card in the form in which it is kept and looked for.</summary>
    public string CanonicalCard => CanonicalNumber.Of(Card);

    /// <summary>A new PIN of 6 to 8 digits; empty leaves it as it is.</summary>
    public string Pin { get; init; } = "";

    /// <summary>What is wrong with it, as keys of the words <c>people.fault.…</c>.</summary>
    public IEnumerable<string> Faults()
    {
        if (Staff.Length is 0 or > LongestStaff || !Staff.All(character => char.IsAsciiLetterOrDigit(character) || character == '-'))
        {
            yield return "staff";
        }

        // Counted as people count, because one letter of some scripts is several code units.
        if (new StringInfo(Name.Trim()).LengthInTextElements is 0 or > Person.LongestName || Name.Length > 4 * Person.LongestName
            || Name.Any(char.IsControl))
        {
            yield return "name";
        }

        if (Roles.Except(Role.All).Any())
        {
            yield return "roles";
        }

        if (Skills.Length > LongestSkills || Skills.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(code => code.Length > 10))
        {
            yield return "skills";
        }

        if (Card.Length > LongestCard || !CanonicalCard.All(char.IsAsciiLetterOrDigit)
            || (Card.Trim().Length > 0 && (CanonicalCard.Length == 0 || CanonicalCard == CanonicalNumber.Of(Staff))))
        {
            yield return "card";
        }

        if (Pin.Length > 0 && !IsPin(Pin))
        {
            yield return "pin";
        }
    }

    /// <summary>The staff number as events carry it.</summary>
    public StaffNumber Number => new(Staff);

    /// <summary>Whether a text may be a PIN: 6 to 8 digits, and no simple ones.</summary>
    public static bool IsPin(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= ShortestPin and <= LongestPin && text.All(char.IsAsciiDigit)
            && text.Distinct().Count() >= 3 && !IsRun(text);
    }

    private static bool IsRun(string digits)
    {
        var steps = digits.Zip(digits.Skip(1), (one, next) => next - one).Distinct().ToList();
        return steps is [1] or [-1];
    }
}
