using Hall.Core.Engine;
using Hall.Core.Privacy;
using Hall.Hub.Accounts;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Identity;

/// <summary>Makes and changes accounts. Each change is one transaction with its row in the audit.</summary>
public sealed partial class AccountService(PeopleStore store, IPasswordHasher<Person> hasher, SignInGuard guard, KeyStore keys,
    HubOptions options,
    TimeProvider time)
{
    /// <summary>The most that a photograph may have, bytes.</summary>
    public const int MostPhotoBytes = 1024 * 1024;

    /// <summary>Makes an account with a first password that must be changed at the first sign-in.</summary>
    public async Task<AccountOutcome> HireAsync(string actor, AccountDraft draft, string? password = null)
    {
        List<string> faults = [.. draft.Faults(), .. FaultsOfRoles(draft, [])];
        if (IsReserved(draft.Staff))
        {
            faults.Add("staffReserved");
        }

        if (password is not null)
        {
            faults.AddRange(PasswordRules.FaultsIn(password, draft.Staff, draft.Name.Trim()));
        }

        if (faults.Count > 0)
        {
            return new(faults);
        }

        var first = password ?? PasswordMaker.Password();
        return await KeptAsync(async change =>
        {
            if (await TakenAsync(change, draft, "") is { } taken)
            {
                return AccountOutcome.Refused(taken);
            }

            var person = new Person { UserName = draft.Staff, CreatedAt = time.GetUtcNow(), MustChangePassword = password is null,
                LockoutEnabled = true };
            Fill(person, draft);
            person.Roles = Joined(draft.Roles);
            var made = await change.Users.CreateAsync(person, first);
            if (!made.Succeeded)
            {
                return AccountOutcome.Refused(made.Errors.Select(error => error.Code));
            }

            await change.NoteAsync(actor, AuditKind.AccountCreated, draft.Staff, $"roles: {person.Roles}");
            return password is null ? AccountOutcome.Done with { FirstPassword = first } : AccountOutcome.Done;
        });
    }

    /// <summary>Changes name, roles, skills, card and PIN. New roles hold at once, also for who works now.</summary>
    public Task<AccountOutcome> ChangeAsync(string actor, AccountDraft draft)
    {
        List<string> faults = [.. draft.Faults()];
        return faults.Count > 0 ? Task.FromResult(new AccountOutcome(faults)) : WithAsync(draft.Staff, async (change, person) =>
        {
            if (await TakenAsync(change, draft, person.Id) is { } taken)
            {
                return AccountOutcome.Refused(taken);
            }

            if (FaultsOfRoles(draft, person.RoleList).ToList() is { Count: > 0 } excluded)
            {
                return new(excluded);
            }

            var (roles, wanted) = (person.Roles, Joined(draft.Roles));
            if (!draft.Roles.Contains(Role.Administrator) && await IsLastAdministratorAsync(change, person))
            {
                return AccountOutcome.Refused("lastAdministrator");
            }

            var stamp = person.SecurityStamp;
            Fill(person, draft);
            if (roles != wanted)
            {
                (person.Roles, person.SecurityStamp) = (wanted, PasswordMaker.Text(20));
            }

            if (person.SecurityStamp != stamp)
            {
                await EndSessionsAsync(change, person);
            }

            await change.NoteAsync(actor, AuditKind.AccountChanged, person.UserName!, draft.Pin.Length > 0 ? "with a new PIN" : "");
            if (roles != wanted)
            {
                await change.NoteAsync(actor, AuditKind.RolesChanged, person.UserName!, $"{roles} -> {wanted}");
            }

            return AccountOutcome.Done;
        });
    }

    /// <summary>Disables an account: every session of it is over when this returns.</summary>
    public Task<AccountOutcome> DisableAsync(string actor, string staff) => WithAsync(staff, async (change, person) =>
    {
        if (await IsLastAdministratorAsync(change, person))
        {
            return AccountOutcome.Refused("lastAdministrator");
        }

        person.DisabledAt ??= time.GetUtcNow();
        person.SecurityStamp = PasswordMaker.Text(20);
        await EndSessionsAsync(change, person);
        await change.NoteAsync(actor, AuditKind.AccountDisabled, staff);
        return AccountOutcome.Done;
    });

    /// <summary>Lets a disabled account work again, and ends a lock.</summary>
    public Task<AccountOutcome> EnableAsync(string actor, string staff) => WithAsync(staff, async (change, person) =>
    {
        person.DisabledAt = null;
        guard.Unlock(person.Id);
        await change.NoteAsync(actor, AuditKind.AccountEnabled, staff);
        return AccountOutcome.Done;
    });

    /// <summary>Lets an account sign in at once after wrong attempts.</summary>
    public Task<AccountOutcome> UnlockAsync(string actor, string staff) => WithAsync(staff, async (change, person) =>
    {
        guard.Unlock(person.Id);
        await change.NoteAsync(actor, AuditKind.AccountUnlocked, staff);
        return AccountOutcome.Done;
    });

    /// <summary>Gives a new first password; the account's sessions are over.</summary>
    public Task<AccountOutcome> ResetPasswordAsync(string actor, string staff) => WithAsync(staff, async (change, person) =>
    {
        var first = PasswordMaker.Password();
        await SetPasswordAsync(change, person, first, mustChange: true);
        guard.Unlock(person.Id);
        await change.NoteAsync(actor, AuditKind.PasswordChanged, staff, "a first password was made");
        return AccountOutcome.Done with { FirstPassword = first };
    });

    /// <summary>Sets the photograph; null takes it away.</summary>
    public Task<AccountOutcome> SetPhotoAsync(string actor, string staff, byte[]? photo)
    {
        if (photo?.Length > MostPhotoBytes)
        {
            return Task.FromResult(AccountOutcome.Refused("photoSize"));
        }

        var type = photo is null ? null : PhotoKind.Of(photo);
        return photo is not null && type is null
            ? Task.FromResult(AccountOutcome.Refused("photoKind"))
            : WithAsync(staff, async (change, person) =>
        {
            (person.Photo, person.PhotoType) = (photo, type);
            await change.NoteAsync(actor, AuditKind.AccountChanged, staff, photo is null ? "photograph removed" : "photograph");
            return AccountOutcome.Done;
        });
    }

    private Task<AccountOutcome> WithAsync(string staff, Func<PeopleChange, Person, Task<AccountOutcome>> act) => KeptAsync(async change =>
        await change.Context.Users.SingleOrDefaultAsync(row => row.UserName == staff) is { } person
            ? await act(change, person)
            : AccountOutcome.Refused("unknown"));

    private async Task<AccountOutcome> KeptAsync(Func<PeopleChange, Task<AccountOutcome>> change)
    {
        try
        {
            return await store.ChangeAsync(change);
        }
        catch (JournalUnavailableException)
        {
            return AccountOutcome.Refused("unkept");
        }
    }

    // Whoever holds both keeps them until somebody decides; only new combinations are refused, and a small office may have them.
    private IEnumerable<string> FaultsOfRoles(AccountDraft draft, IEnumerable<string> before) =>
        !options.SmallOffice && Role.ExcludesAnew(draft.Roles, before) ? ["postsExclude"] : [];

    // In the audit an actor is a staff number, a key's name, or the hub itself.
    private bool IsReserved(string staff) =>
        AuditActor.IsReserved(staff) || keys.List().Any(key => key.Name.Equals(staff, StringComparison.OrdinalIgnoreCase));

    // The stamp alone ends them; the rows say so, too.
    private async Task EndSessionsAsync(PeopleChange change, Person person)
    {
        var now = time.GetUtcNow();
        await change.Context.Sessions.Where(row => row.Person == person.Id && row.EndedAt == null)
            .ExecuteUpdateAsync(row =>
                row.SetProperty(session => session.EndedAt, now).SetProperty(session => session.Why, SessionEnd.AccountChanged));
    }

    private async Task SetPasswordAsync(PeopleChange change, Person person, string password, bool mustChange)
    {
        person.PasswordHash = change.Users.PasswordHasher.HashPassword(person, password);
        person.MustChangePassword = mustChange;
        person.SecurityStamp = PasswordMaker.Text(20);
        await EndSessionsAsync(change, person);
        await change.Users.UpdateAsync(person);
    }

    private void Fill(Person person, AccountDraft draft)
    {
        person.Name = draft.Name.Trim();
        person.Skills = string.Join(' ', draft.Skills.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        // One of two that are alike stays as it is written until it gets another number.
        var card = draft.Card.Trim() is { Length: > 0 } written ? written == person.Card ? written : draft.CanonicalCard : null;
        if (card != person.Card || draft.Pin.Length > 0)
        {
            // Another card or PIN ends the sessions that the old one opened; a first card has opened none.
            person.SecurityStamp = person.Card is null && person.SecurityStamp is not null ? person.SecurityStamp : PasswordMaker.Text(20);
        }

        person.Card = card;
        person.PinHash = card is null ? null : draft.Pin.Length > 0 ? hasher.HashPassword(person, draft.Pin) : person.PinHash;
    }

    // A card number that is somebody's staff number would let the card sign in where the number does.
    private static async Task<string?> TakenAsync(PeopleChange change, AccountDraft draft, string id)
    {
        var others = await change.Context.Users.Where(row => row.Id != id).Select(row => new { row.UserName, row.Card }).ToListAsync();
        if (others.Exists(row => row.UserName == draft.Staff || row.Card == draft.Staff
            || (id.Length == 0 && row.Card is { } known && CanonicalNumber.Of(known) == CanonicalNumber.Of(draft.Staff))))
        {
            return "staffTaken";
        }

        var kept = await change.Context.Users.Where(row => row.Id == id).Select(row => row.Card).FirstOrDefaultAsync();
        var card = draft.CanonicalCard;
        return card.Length > 0 && draft.Card.Trim() != kept
            && others.Exists(row =>
                CanonicalNumber.Of(row.UserName ?? "") == card || (row.Card is { } known && CanonicalNumber.Of(known) == card))
            ? "cardTaken"
            : null;
    }

    private static async Task<bool> IsLastAdministratorAsync(PeopleChange change, Person person)
    {
        if (person.DisabledAt is not null || !person.RoleList.Contains(Role.Administrator))
        {
            return false;
        }

        var others = await change.Context.Users.Where(row => row.Id != person.Id && row.DisabledAt == null).Select(row => row.Roles)
            .ToListAsync();
        return !others.Any(roles => roles.Split(' ').Contains(Role.Administrator));
    }

    private static string Joined(IEnumerable<string> roles) => string.Join(' ', Role.All.Where(roles.Contains));
}
