using System.Collections.Frozen;
using Hall.Storage.People;
using Microsoft.AspNetCore.Identity;

namespace Hall.Hub.Accounts;

/// <summary>
/// Length and a list of bad ones, as NIST SP 800-63B section 5.1.1.2 advises: no rules about kinds of characters, no expiry.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Person>
{
    /// <summary>Shortest password, characters.</summary>
    public const int Shortest = 10;

    /// <summary>Longest password, characters; a bound on the work of hashing.</summary>
    public const int Longest = 200;

    // Those over nine characters that lists of leaked passwords have first, and what people here would think of.
    private static readonly FrozenSet<string> Bad = FrozenSet.ToFrozenSet(
    [
        "1234567890", "12345678910", "0123456789", "9876543210", "0987654321", "1111111111", "0000000000", "8888888888", "6666666666",
        "1q2w3e4r5t", "1qaz2wsx3edc", "qwertyuiop", "qwerty12345", "qwerty1234", "qwertyuiop123", "asdfghjkl1", "asdfghjkl123",
        "zxcvbnm123", "password12", "password123", "password1234", "password12345", "passw0rd123", "p@ssw0rd123", "letmein123",
        "welcome123", "welcome1234", "iloveyou123", "iloveyou1314", "5201314520", "5201314521", "1314520520", "woaini1314", "woaini5201314",
        "admin12345", "admin123456", "administrator", "administrator1", "changeme123", "changeme1234", "hall123456", "tongling123",
        "shebao12345", "shebao123456", "a123456789", "a1234567890", "aa12345678", "aa123456789", "abc1234567", "abc12345678", "abcd123456",
        "abcd1234567", "abcdefghij", "abcdefg123", "q123456789", "qq123456789", "z123456789", "1234567890a", "123456789a", "123456789q",
        "1234512345", "1122334455", "1212121212", "1231231231", "1123581321", "147258369a", "1472583690", "3141592653", "monkey1234",
        "dragon1234", "superman123", "football123", "sunshine123", "princess123", "computer123", "internet123", "secret12345",
        "zhongguo123", "zhongguo2026", "zhonghua123",
    ], StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc />
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password)
    {
        var faults = FaultsIn(password ?? "", user.UserName ?? "", user.Name)
            .Select(code => new IdentityError { Code = code, Description = code }).ToArray();
        return Task.FromResult(faults.Length == 0 ? IdentityResult.Success : IdentityResult.Failed(faults));
    }

    /// <summary>What is wrong with a password, as keys of the words <c>password.…</c>; empty when it may be used.</summary>
    public static IEnumerable<string> FaultsIn(string password, string staff, string name)
    {
        if (password.Length < Shortest)
        {
            yield return "short";
        }

        if (password.Length > Longest)
        {
            yield return "long";
        }

        if (Bad.Contains(password.Trim()) || password.Distinct().Count() < 4)
        {
            yield return "bad";
        }

        if ((staff.Length > 2 && password.Contains(staff, StringComparison.OrdinalIgnoreCase))
            || (name.Length > 1 && password.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return "own";
        }
    }
}
