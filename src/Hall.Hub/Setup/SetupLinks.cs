using System.Buffers.Text;
using System.Security.Cryptography;
using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Setup;

/// <summary>What a set-up link is good for.</summary>
public enum SetupLinkState
{
    /// <summary>It makes the administrator.</summary>
    Good,

    /// <summary>It made one already, or there is an administrator by now.</summary>
    Used,

    /// <summary>Its time is over.</summary>
    Late,

    /// <summary>Nobody gave it out, or a later one took its place.</summary>
    Unknown,
}

/// <summary>
/// The one-time link that makes the first administrator. It is shown on the console, to whoever can start the hub; the database
/// has only its hash.
/// </summary>
public sealed class SetupLinks(PeopleStore store, PeopleRegister people, AccountService office, TimeProvider time)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>Makes a new link's secret; earlier ones no longer work.</summary>
    public Task<string> MakeAsync() => store.ChangeAsync(async change =>
    {
        await change.Context.SetupLinks.Where(link => link.UsedAt == null).ExecuteDeleteAsync();
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        change.Context.SetupLinks.Add(new SetupLink { Hash = ScreenRegister.HashOf(secret), ExpiresAt = time.GetUtcNow() + Lasts });
        return secret;
    });

    /// <summary>What a link is good for now.</summary>
    public async Task<SetupLinkState> StateOfAsync(string secret)
    {
        var hash = ScreenRegister.HashOf(secret);
        return StateOf(await store.ReadAsync(context => context.SetupLinks.FirstOrDefaultAsync(link => link.Hash == hash)));
    }

    /// <summary>Makes the administrator and uses the link up, both or neither.</summary>
    public async Task<(SetupLinkState Link, AccountOutcome Account)> UseAsync(string secret, AccountDraft draft, string password)
    {
        var hash = ScreenRegister.HashOf(secret);
        SetupLinkState state;
        try
        {
            state = await TakeAsync(hash);
        }
        catch (JournalUnavailableException)
        {
            return (SetupLinkState.Good, AccountOutcome.Refused("unkept"));
        }

        if (state != SetupLinkState.Good)
        {
            return (state, AccountOutcome.Refused());
        }

        var outcome = await office.HireAsync("console", draft with { Roles = [Role.Administrator] }, password);
        if (!outcome.Succeeded)
        {
            await GiveBackAsync(hash);
        }

        return (state, outcome);
    }

    private Task<SetupLinkState> TakeAsync(string hash) => store.ChangeAsync(async change =>
    {
        var link = await change.Context.SetupLinks.FirstOrDefaultAsync(link => link.Hash == hash);
        var state = StateOf(link);
        if (state == SetupLinkState.Good)
        {
            link!.UsedAt = time.GetUtcNow();
        }

        return state;
    });

    // A refused form uses nothing up. Between the two changes the link is taken, so that two browsers do not make two administrators.
    private Task<int> GiveBackAsync(string hash) => store.ChangeAsync(change => change.Context.SetupLinks.Where(link => link.Hash == hash)
        .ExecuteUpdateAsync(link => link.SetProperty(row => row.UsedAt, (DateTimeOffset?)null)));

    private SetupLinkState StateOf(SetupLink? link) => link is null ? SetupLinkState.Unknown
        : link.UsedAt is not null || people.HasAdministrator ? SetupLinkState.Used
        : link.ExpiresAt <= time.GetUtcNow() ? SetupLinkState.Late
        : SetupLinkState.Good;
}
