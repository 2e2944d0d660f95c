using System.Numerics;
using Hall.Core.Privacy;
using Hall.Hub.Accounts;
using Hall.Hub.Network;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Identity;

/// <summary>What came of an attempt to sign in.</summary>
/// <param name="Person">Who it is; null when it was refused, whatever the reason.</param>
/// <param name="How">One of <see cref="SignInWay"/>.</param>
/// <param name="IsNewPlace">Whether the machine is one of the house that was not known before; it is from now on.</param>
public sealed record SignInResult(RegisteredPerson? Person, string How, bool IsNewPlace = false);

/// <summary>
/// Checks a staff number with its password, or a card number with its PIN. Nobody learns which of the two was wrong, whether an account
/// exists, or whether it has to wait: not by the words, and of accounts not by the time it takes.
/// </summary>
public sealed class StaffSignIn(PeopleStore store, PeopleRegister register, IPasswordHasher<Person> hasher, SignInGuard guard,
    TimeProvider time)
{
    private static readonly SignInResult Refused = new(null, SignInWay.Password);
    private readonly Person _nobody = new() { UserName = "nobody" };

    private readonly HashGate _hashing = new();
    private string? _nobodysHash;

    /// <summary>Checks an attempt.</summary>
    /// <param name="who">Staff number or card number.</param>
    /// <param name="secret">Password, or PIN after a card number.</param>
    /// <param name="place">From where.</param>
    public async Task<SignInResult> TryAsync(string who, string secret, SignInPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        who = who.Trim();
        if (who.Length is 0 or > Person.LongestName || secret.Length is 0 or > PasswordRules.Longest)
        {
            return Refused;
        }

        // A staff number as it is written, a card as it is written, a card in whatever spelling: in that order.
        var card = CanonicalNumber.Of(who);
        var person = await store.ReadAsync(context => context.Users.Where(row => row.UserName == who || row.Card == who || row.Card == card)
            .OrderByDescending(row => row.UserName == who).ThenByDescending(row => row.Card == who).FirstOrDefaultAsync());
        var how = person is not null && person.UserName != who ? SignInWay.Card : SignInWay.Password;
        var account = person?.Id ?? $"?{who.ToUpperInvariant()}";
        if ((_hashing.IsFull && !place.IsInTheHall) || guard.Begin(account, place) is not { } failures)
        {
            return Refused;
        }

        if (!await IsRightAsync(person, how, secret, place) || person!.DisabledAt is not null
            || (how == SignInWay.Card && !MayUseCard(person, place)))
        {
            await NoteAsync(person, place, failures);
            return Refused;
        }

        guard.Succeed(account, place);
        return how != SignInWay.Card ? new(register.FindStaff(person.UserName!), how)
            : new(register.FindStaff(person.UserName!), secret.Length < AccountDraft.ShortestPin ? SignInWay.OldPin : how,
                !place.IsInTheHall);
    }

    // A card from before the upgrade goes on for a while at the house's own machines, which the hub gets to know by it.
    private bool MayUseCard(Person person, SignInPlace place) =>
        place.IsInTheHall || (person.OldCardUntil is { } until && time.GetUtcNow() < until && Nearness.IsNear(place.Address));

    private async Task<bool> IsRightAsync(Person? person, string how, string secret, SignInPlace place)
    {
        var hash = how == SignInWay.Card ? person!.PinHash : person?.PasswordHash;
        if (!await _hashing.EnterAsync(place.IsInTheHall))
        {
            return false;
        }

        try
        {
            return hasher.VerifyHashedPassword(person ?? _nobody, hash ?? NobodysHash(), secret) != PasswordVerificationResult.Failed
                && hash is not null;
        }
        finally
        {
            _hashing.Leave();
        }
    }

    private string NobodysHash() => _nobodysHash ??= hasher.HashPassword(_nobody, "nobody's password");

    // The first, second, fourth, eighth…: a flood cannot fill the audit. What was typed where there is no account may be a password.
    private async Task NoteAsync(Person? person, SignInPlace place, int failures)
    {
        if (person is null
            ? failures != SignInGuard.FreeOfAnAccount
            : !BitOperations.IsPow2(failures) && failures != SignInGuard.FreeOfAnAccount)
        {
            return;
        }

        await store.ChangeAsync(async change =>
        {
            var (subject, wrong) = (person?.UserName ?? "-", FormattableString.Invariant($"wrong attempts: {failures}"));
            await change.NoteAsync("hub", failures == SignInGuard.FreeOfAnAccount ? AuditKind.LockedOut : AuditKind.SignInRefused, subject,
                $"{wrong}, {place.Address}");
            return true;
        });
    }
}
