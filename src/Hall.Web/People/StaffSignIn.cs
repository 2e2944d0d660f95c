using Hall.Core.Privacy;
using Hall.Web.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.People;

/// <summary>What came of an attempt to sign in.</summary>
/// <param name="Person">Who it is; null when it was refused.</param>
/// <param name="How">By password or by card.</param>
/// <param name="LockedUntil">End of a lock, UTC; null when the account is not locked.</param>
public sealed record SignInResult(RegisteredPerson? Person, string How, DateTimeOffset? LockedUntil = null);

/// <summary>
/// Checks a staff number with its password, or a card number with its PIN. Nobody learns which of the two was wrong, or whether
/// an account exists: also by the time it takes.
/// </summary>
public sealed class StaffSignIn(PeopleStore store, PeopleRegister register, IPasswordHasher<Person> hasher, TimeProvider time)
{
    /// <summary>Wrong attempts until an account is locked.</summary>
    public const int MostAttempts = 5;

    /// <summary>How long it stays locked.</summary>
    public static readonly TimeSpan Lock = TimeSpan.FromMinutes(5);

    private readonly Person _nobody = new() { UserName = "nobody" };
    private string? _nobodysHash;

    /// <summary>Checks an attempt.</summary>
    /// <param name="who">Staff number or card number.</param>
    /// <param name="secret">Password, or PIN after a card number.</param>
    public async Task<SignInResult> TryAsync(string who, string secret)
    {
        who = who.Trim();
        if (who.Length is 0 or > Person.LongestName || secret.Length is 0 or > PasswordRules.Longest)
        {
            return new(null, SignInWay.Password);
        }

        // A staff number as it is written, a card as it is written, a card in whatever spelling: in that order.
        var card = CanonicalNumber.Of(who);
        var person = await store.ReadAsync(context => context.Users.Where(row => row.UserName == who || row.Card == who || row.Card == card)
            .OrderByDescending(row => row.UserName == who).ThenByDescending(row => row.Card == who).FirstOrDefaultAsync());
        var how = person is not null && person.UserName != who ? SignInWay.Card : SignInWay.Password;
        var now = time.GetUtcNow();
        if (person?.LockoutEnd is { } until && until > now)
        {
            return new(null, how, until);
        }

        var hash = how == SignInWay.Card ? person!.PinHash : person?.PasswordHash;
        var right = hasher.VerifyHashedPassword(person ?? _nobody, hash ?? NobodysHash(), secret) != PasswordVerificationResult.Failed;
        if (person is null || hash is null || !right)
        {
            return new(null, how, person is null ? null : await CountAsync(person.Id, now));
        }

        if (person.AccessFailedCount > 0)
        {
            await store.ChangeAsync(async change =>
            {
                var row = await change.Context.Users.SingleAsync(row => row.Id == person.Id);
                row.AccessFailedCount = 0;
                return true;
            });
        }

        return person.DisabledAt is null ? new(register.FindStaff(person.UserName!), how) : new(null, how);
    }

    private string NobodysHash() => _nobodysHash ??= hasher.HashPassword(_nobody, "nobody's password");

    private Task<DateTimeOffset?> CountAsync(string id, DateTimeOffset now) => store.ChangeAsync(async change =>
    {
        var row = await change.Context.Users.SingleAsync(row => row.Id == id);
        row.AccessFailedCount++;
        if (row.AccessFailedCount < MostAttempts)
        {
            return null;
        }

        (row.AccessFailedCount, row.LockoutEnd) = (0, now + Lock);
        await change.NoteAsync("hub", AuditKind.LockedOut, row.UserName!, $"{MostAttempts} wrong attempts");
        return row.LockoutEnd;
    });
}
