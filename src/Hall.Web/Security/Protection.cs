using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Security;

/// <summary>What seals cookies, forms and circuits: keys that belong to the data folder, not to whoever started the hub.</summary>
public static class Protection
{
    /// <summary>Folder of the keys inside the data folder.</summary>
    public const string Folder = "keys";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Keeps the keys in <see cref="Folder"/>, so that a hub that was moved or restored still knows its own pages.</summary>
    public static IServiceCollection AddHallProtection(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("hall");
        services.AddOptions<KeyManagementOptions>().Configure<HubOptions>((keys, hub) =>
            keys.XmlRepository = new FileSystemXmlRepository(Open(hub.DataFolder), NullLoggerFactory.Instance));
        return services;
    }

    // The keys are not sealed themselves: who can read the folder can read the journal beside it.
    private static DirectoryInfo Open(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, Folder);
        if (OperatingSystem.IsWindows())
        {
            return Directory.CreateDirectory(folder);
        }

        var made = Directory.CreateDirectory(folder, OwnerOnly);
        File.SetUnixFileMode(folder, OwnerOnly);
        return made;
    }
}
