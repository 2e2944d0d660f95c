using System.Text;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Configurations;

namespace Hall.Web.Configurations;

/// <summary>The configuration as a file, as <c>kiosk-config/halls</c> holds it.</summary>
public static class ConfigurationEndpoints
{
    /// <summary>Maps <c>/{hall}/manager/configuration.json</c>.</summary>
    public static void MapConfiguration(this IEndpointRouteBuilder routes) => routes
        .MapGet("/{hall}/manager/configuration.json", Export).RequireAuthorization(Permission.ConfigurationRead).ExcludeFromDescription();

    private static IResult Export(string hall, bool? draft, IHallDirectory halls, ConfigurationDrafts drafts)
    {
        if (halls.Find(new HallId(hall)) is not { } found)
        {
            return Results.NotFound();
        }

        var configuration = draft == true ? drafts.Find(found.Id)?.Text : null;
        return Results.File(Encoding.UTF8.GetBytes(configuration ?? HallConfigurationReader.Write(found.Snapshot.Plan.Configuration)),
            "application/json", $"{hall}.json");
    }
}
