using Hall.Hub.Accounts;
using Hall.Hub.Sheets;

namespace Hall.Hub.Identity;

/// <summary>What became of somebody whom a table names.</summary>
/// <param name="Person">Whom.</param>
/// <param name="Password">The first password, to be handed over once; null when no account was made.</param>
/// <param name="Fault">Why none was made, a word after <c>people.fault.</c>; null when one was.</param>
public sealed record Hired(SheetPerson Person, string? Password, string? Fault);

/// <summary>Makes the accounts of people whom a table names; who has one keeps it as it is.</summary>
public static class SheetHiring
{
    /// <summary>Makes them one after another.</summary>
    /// <param name="office">Makes accounts.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="people">Whom.</param>
    /// <param name="roleOf">A post by what a table calls it; null for one that nobody knows.</param>
    public static async Task<IReadOnlyList<Hired>> HireAsync(
        AccountService office, string actor, IEnumerable<SheetPerson> people, Func<string, string?> roleOf)
    {
        ArgumentNullException.ThrowIfNull(office);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(roleOf);
        var hired = new List<Hired>();
        foreach (var person in people)
        {
            var role = person.Role.Length == 0 ? Role.Teller : roleOf(person.Role) ?? Role.Teller;
            var outcome = await office.HireAsync(actor, new AccountDraft { Staff = person.Staff, Name = person.Name, Roles = [role] });
            hired.Add(new(person, outcome.FirstPassword, outcome.Succeeded ? null : outcome.Faults[0]));
        }

        return hired;
    }
}
