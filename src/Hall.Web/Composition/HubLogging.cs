using Microsoft.Extensions.Configuration.Memory;

namespace Hall.Web.Composition;

/// <summary>What the hub logs unless somebody asks for more.</summary>
public static class HubLogging
{
    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",

        // Says of every request without a key that it had none.
        ["Logging:LogLevel:Hall.Web.Identity.KeyAuthentication"] = "Warning",

        // Says at length of every cookie that is not the hub's that it cannot be read; anybody can send one.
        ["Logging:LogLevel:Microsoft.AspNetCore.Antiforgery"] = "None",

        // Warns that the keys of the data folder are not sealed by a further key, which is so on purpose.
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager"] = "Error",
    };

    /// <summary>
    /// Keeps the framework's lines about every request out of the log: at thousands of requests a second they cost more than the
    /// requests. The hub's own messages stay. Put first, so that files and variables such as
    /// <c>Logging__LogLevel__Microsoft.AspNetCore=Information</c> win over it.
    /// </summary>
    public static void AddHallLogging(this WebApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Quiet });
}
