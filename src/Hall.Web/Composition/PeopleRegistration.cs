using Hall.Hub.Accounts;
using Hall.Hub.Audit;
using Hall.Hub.Backups;
using Hall.Hub.Counters;
using Hall.Hub.Setup;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Hub.Verification;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Storage.Sqlite;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Composition;

/// <summary>Puts people, screens and the audit into a hub.</summary>
public static class PeopleRegistration
{
    /// <summary>Adds accounts, sessions and what they may do.</summary>
    public static IServiceCollection AddHallPeople(this IServiceCollection services, HubOptions options)
    {
        var seals = new RowSeals(new(() => new HubSecret(options)));
        services.AddDbContext<PeopleDbContext>(database => database.UseSqlite(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataFolder, "people.db"), DefaultTimeout = options.StorePatienceSeconds,
        }.ToString()).AddInterceptors(BoundedLog.OfEveryConnection, seals));
        services.AddIdentityCore<Person>(identity =>
        {
            identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
            identity.Password.RequiredLength = PasswordRules.Shortest;
            (identity.Password.RequireDigit, identity.Password.RequireLowercase) = (false, false);
            (identity.Password.RequireUppercase, identity.Password.RequireNonAlphanumeric) = (false, false);
        }).AddEntityFrameworkStores<PeopleDbContext>().AddPasswordValidator<PasswordRules>();

        // UserManager is scoped, but hashing needs no scope.
        services.AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>();
        services.AddSingleton<AuditTrail>();
        services.AddSingleton<AuditHeads>().AddSingleton<JournalHeads>();
        services.AddHostedService<AuditFollower>();
        services.AddSingleton<PeopleStore>();
        services.AddSingleton<SessionRegister>().AddHostedService(provider => provider.GetRequiredService<SessionRegister>());
        services.AddSingleton<SessionIdle>();
        services.AddSingleton<CircuitGate>().AddHostedService(provider => provider.GetRequiredService<CircuitGate>());
        services.AddScoped<CircuitHandler, CircuitGuard>();
        services.AddSingleton<PeopleRegister>().AddHostedService(provider => provider.GetRequiredService<PeopleRegister>());
        services.AddSingleton<ScreenRegister>().AddHostedService(provider => provider.GetRequiredService<ScreenRegister>());
        services.AddSingleton<ScreenCodes>();
        services.AddSingleton<ScreenPresence>();
        services.AddSingleton<ScreenService>();
        services.AddScoped<ScreenLine>();
        services.AddSingleton<ConsoleAccess>().AddHostedService(provider => provider.GetRequiredService<ConsoleAccess>());
        services.AddSingleton<TourRegister>();
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<MachineCookie>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<AccountService>();
        services.AddSingleton<OpenIdBindings>();
        services.AddHostedService<HeldPosts>();
        services.AddHostedService<DemonstrationAccounts>();
        services.AddSingleton<NightlyVerification>().AddHostedService(provider => provider.GetRequiredService<NightlyVerification>());
        services.AddSingleton<NightlyBackup>().AddHostedService(provider => provider.GetRequiredService<NightlyBackup>());
        services.AddSingleton<PlainCopies>().AddHostedService(provider => provider.GetRequiredService<PlainCopies>());
        services.AddSingleton<CounterSeats>();
        services.AddSingleton<HandoverTokens>();
        services.AddHostedService<DisabledTellerMonitor>();
        services.AddHostedService<TellerListSync>();
        services.AddSingleton<SetupLinks>();
        services.AddSingleton<HallSetup>();
        services.AddHostedService<SetupInvitation>();
        services.AddScoped<AuthenticationStateProvider, CircuitPerson>();
        services.AddCascadingAuthenticationState();
        services.AddAuthentication()
            .AddCookie(StaffSession.Scheme, StaffSession.Configure)
            .AddScheme<AuthenticationSchemeOptions, ScreenSession>(ScreenSession.SchemeName, null)
            .AddOpenId(options.OpenId);
        services.AddAntiforgery(antiforgery => antiforgery.Cookie.Name = "hall-form");
        return services.AddHallAccess();
    }
}
