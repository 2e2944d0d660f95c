using Hall.Storage.Audit;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Identity;

/// <summary>What ties an account to another identity provider.</summary>
/// <param name="Issuer">Who vouches for it; null while it is not bound.</param>
/// <param name="MayBindUntil">Until when it may be bound, UTC; null when it may not.</param>
public sealed record OpenIdBinding(string? Issuer, DateTimeOffset? MayBindUntil);

/// <summary>
/// Which account somebody is whom another identity provider vouches for. An account is bound once to the provider's issuer and its own name
/// for the person (<c>sub</c>), which never changes hands; from then on the staff number that the provider tells counts for nothing.
/// </summary>
public sealed class OpenIdBindings(PeopleStore store, PeopleRegister people, TimeProvider time)
{
    /// <summary>How long an account may be bound after an administrator allowed it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>The account of somebody, bound now if that is allowed; null when there is none, or it is disabled.</summary>
    /// <param name="issuer">The provider.</param>
    /// <param name="subject">Its own name for the person.</param>
    /// <param name="staff">The staff number that it tells; null when it tells none.</param>
    /// <exception cref="Hall.Core.Engine.JournalUnavailableException">The file cannot be written; nothing is bound.</exception>
    public async Task<RegisteredPerson?> FindAsync(string issuer, string subject, string? staff)
    {
        var bound = await store.ReadAsync(context => BoundAsync(context, issuer, subject));
        if (bound is null && staff is not null && await store.ChangeAsync(change => BindAsync(change, issuer, subject, staff)))
        {
            bound = staff;
        }

        return bound is not null && people.FindStaff(bound) is { Disabled: false } person ? person : null;
    }

    /// <summary>What ties an account to a provider; null when there is no such account.</summary>
    public Task<OpenIdBinding?> OfAsync(string staff) => store.ReadAsync(context => context.Users.Where(row => row.UserName == staff)
        .Select(row => new OpenIdBinding(row.OpenIdIssuer, row.MayBindUntil)).SingleOrDefaultAsync());

    /// <summary>Lets an account be bound at the next sign-in elsewhere that names it, within <see cref="Window"/>.</summary>
    public Task AllowAsync(string actor, string staff) => store.ChangeAsync(async change =>
    {
        if (await change.Context.Users.SingleOrDefaultAsync(row => row.UserName == staff && row.OpenIdSubject == null) is not { } person)
        {
            return false;
        }

        person.MayBindUntil = time.GetUtcNow() + Window;
        await change.NoteAsync(actor, AuditKind.OpenIdAllowed, staff);
        return true;
    });

    /// <summary>Unbinds an account: its sessions by the provider end, and it is bound anew only when that is allowed.</summary>
    public Task UnbindAsync(string actor, string staff) => store.ChangeAsync(async change =>
    {
        if (await change.Context.Users.SingleOrDefaultAsync(row => row.UserName == staff && row.OpenIdSubject != null) is not { } person)
        {
            return false;
        }

        var (issuer, now) = (person.OpenIdIssuer, time.GetUtcNow());
        (person.OpenIdIssuer, person.OpenIdSubject, person.MayBindUntil) = (null, null, null);
        await change.Context.Sessions.Where(row => row.Person == person.Id && row.How == SignInWay.OpenId && row.EndedAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(session => session.EndedAt, now)
                .SetProperty(session => session.Why, SessionEnd.AccountChanged));
        await change.NoteAsync(actor, AuditKind.OpenIdUnbound, staff, issuer ?? "");
        return true;
    });

    private static Task<string?> BoundAsync(PeopleDbContext context, string issuer, string subject) =>
        context.Users.Where(row => row.OpenIdIssuer == issuer && row.OpenIdSubject == subject).Select(row => row.UserName)
            .SingleOrDefaultAsync();

    // Asked again inside the change: two sign-ins at once bind no two accounts, and no account twice.
    private async Task<bool> BindAsync(PeopleChange change, string issuer, string subject, string staff)
    {
        var now = time.GetUtcNow();
        if (await BoundAsync(change.Context, issuer, subject) is not null
            || await change.Context.Users.SingleOrDefaultAsync(row => row.UserName == staff) is not
                { DisabledAt: null, OpenIdSubject: null, MayBindUntil: { } until } person
            || now >= until)
        {
            return false;
        }

        (person.OpenIdIssuer, person.OpenIdSubject, person.MayBindUntil) = (issuer, subject, null);
        await change.NoteAsync(staff, AuditKind.OpenIdBound, staff, issuer);
        return true;
    }
}
