using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Hub.Audit;
using Hall.Hub.Balance;
using Hall.Hub.Configurations;
using Hall.Hub.Kiosks;
using Hall.Hub.Tokens;
using Hall.Storage.Past;
using Hall.Storage.People;
using Hall.Web.Audit;
using Hall.Web.Balance;
using Hall.Web.Configurations;
using Hall.Web.Exchange;
using Hall.Web.Identity;
using Hall.Web.Ratings;
using Hall.Web.Surfaces;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Surfaces.Board;
using Hall.Web.Surfaces.Entrance;
using Hall.Web.Surfaces.Help;
using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Surfaces.Manager;
using Hall.Web.Surfaces.Phone;
using Hall.Web.Surfaces.Teller;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace Hall.Web.Composition;

/// <summary>Puts the surfaces into a hub.</summary>
public static class HallSurfaces
{
    /// <summary>Registers what the pages need.</summary>
    public static IServiceCollection AddHallSurfaces(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(circuits => circuits.AddFilter<CircuitGate>());
        services.AddMudServices();
        services.AddScoped<LibraryLanguage>();
        services.AddLocalizationInterceptor<LibraryWords>();
        services.AddScoped<CircuitConnection>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitConnection>());
        services.TryAddSingleton<IFollowLinks, NoFollowLinks>();
        services.AddSingleton<IKioskComplaints, KioskComplaints>();
        services.AddHostedService<AlertLog>();
        services.AddSingleton<PhoneSheet>();
        services.AddSingleton<WhatIfService>();
        services.AddSingleton<PastVisits>();
        services.AddSingleton(provider => new UsualWaiting((plan, today) => provider.GetRequiredService<PastVisits>()
            .ReadAsync(plan, today, UsualWaiting.Days, CancellationToken.None, today.DayOfWeek)));
        services.AddSingleton<Func<HallId, HallCommand, string, Task<bool>>>(provider => (hall, done, by) =>
            SteeringNote.KeepAsync(provider.GetRequiredService<PeopleStore>(), hall, done, by));
        services.AddSingleton<SteeringDesk>();
        services.AddSingleton<FaultCalls>();
        services.AddSingleton<PastVisitStore>();
        services.AddSingleton<ConfigurationDrafts>();
        services.AddSingleton<ConfigurationVersions>();
        services.AddSingleton<UnfoundWords>();
        services.AddSingleton<TakenServices>();
        services.AddHostedService<TakenServicesReader>();
        services.AddSingleton<NoteOrderAsync>(provider =>
            (actor, kind, hall, detail) => provider.GetRequiredService<PeopleStore>().ChangeAsync(async change =>
        {
            await change.NoteAsync(actor, kind, hall, detail);
            return true;
        }));
        services.AddSingleton<ConfigurationSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<ConfigurationSchedule>());
        services.AddSingleton<WaitingHistory>();
        services.AddHostedService(provider => provider.GetRequiredService<WaitingHistory>());
        return services;
    }

    /// <summary>Maps the pages and their assets.</summary>
    public static WebApplication MapHallSurfaces(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapLook();
        app.MapSignIn();
        app.MapPin();
        app.MapSessions();
        app.MapIdle();
        ConsoleAccess.Map(app);
        app.MapSetup();
        app.MapScreenCode();
        app.MapAuditExport();
        app.MapPhone();
        PhoneSheet.Map(app);
        app.MapComplaints();
        app.MapPlainBoards();
        app.MapSmallWindows();
        app.MapStaffing();
        app.MapConfiguration();
        app.MapRatingTables();
        app.MapExchangeFiles();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(circuit =>
        {
            // The hub's own policy says who may frame a page; a second, laxer header would only confuse.
            circuit.ContentSecurityFrameAncestorsPolicy = null;
        });
        return app;
    }
}
