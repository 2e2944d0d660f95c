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

/// <content>What people change of their own accounts.</content>
public sealed partial class AccountService
{
    /// <summary>Somebody changes their own password; their other sessions are over.</summary>
    public Task<AccountOutcome> ChangeOwnPasswordAsync(string staff, string old, string fresh) => WithAsync(staff, async (change, person) =>
    {
        if (person.PasswordHash is not { } hash || hasher.VerifyHashedPassword(person, hash, old) == PasswordVerificationResult.Failed)
        {
            return AccountOutcome.Refused("wrong");
        }

        var faults = PasswordRules.FaultsIn(fresh, staff, person.Name).Concat(fresh == old ? ["same"] : []).ToList();
        if (faults.Count > 0)
        {
            return new(faults);
        }

        await SetPasswordAsync(change, person, fresh, mustChange: false);
        await change.NoteAsync(staff, AuditKind.PasswordChanged, staff);
        return AccountOutcome.Done;
    });

    /// <summary>Somebody changes the PIN of their own card; their other sessions are over.</summary>
    public Task<AccountOutcome> ChangeOwnPinAsync(string staff, string old, string fresh) => WithAsync(staff, async (change, person) =>
    {
        if (person.PinHash is not { } hash || hasher.VerifyHashedPassword(person, hash, old) == PasswordVerificationResult.Failed)
        {
            return AccountOutcome.Refused("wrong");
        }

        if (!AccountDraft.IsPin(fresh) || fresh == old)
        {
            return AccountOutcome.Refused(fresh == old ? "same" : "rule");
        }

        (person.PinHash, person.SecurityStamp) = (hasher.HashPassword(person, fresh), PasswordMaker.Text(20));
        await EndSessionsAsync(change, person);
        await change.NoteAsync(staff, AuditKind.AccountChanged, staff, "with a new PIN");
        return AccountOutcome.Done;
    });
}
