using Hall.Storage.Hosting;

namespace Hall.Hub.Hosting;

/// <summary>How a hub is started. One record, filled by the command line, so that tests can start a hub the same way.</summary>
public sealed record HubOptions : StorageOptions
{
    /// <summary>Addresses to listen on, separated by semicolons; port 0 takes a free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Hall files to import; a hall that exists is never touched.</summary>
    public IReadOnlyList<string> HallFiles { get; init; } = [];

    /// <summary>Whether this is a demonstration: open round the clock, surfaces signed in.</summary>
    public bool Demo { get; init; }

    /// <summary>Whether a demonstration may listen beyond loopback.</summary>
    public bool DemoPublic { get; init; }

    /// <summary>Whether the demonstration's windows have emulated devices. Linux only.</summary>
    public bool DemoDevices { get; init; }

    /// <summary>How much faster than life the demonstration's crowd is; 0 means no crowd and all counters closed.</summary>
    public double Speed { get; init; } = 4;

    /// <summary>How many days a new demonstration has behind it; 0 for none. A folder that has a hall is never given a past.</summary>
    public int DemoPastDays { get; init; }

    /// <summary>Seed of the demonstration's crowd; null takes one from the clock.</summary>
    public int? Seed { get; init; }

    /// <summary>What QR codes and links begin with; null takes the address of the request.</summary>
    public string? PublicBaseUrl { get; init; }

    /// <summary>A second place to which the keys go each night as they are then, such as a stick or a share; null for none. Nightly copies
    /// hold no keys.</summary>
    public string? KeysCopy { get; init; }

    /// <summary>Another identity provider that people may sign in at; null for none.</summary>
    public OpenIdOptions? OpenId { get; init; }

    /// <summary>
    /// Whether one person may be given posts that otherwise check each other: serving, managing and supervising. For an office that has
    /// not the people.
    /// </summary>
    public bool SmallOffice { get; init; }

    /// <summary>After how many minutes without a key, click or touch a session asks for the password again; 0 for never. Not while its
    /// window is open.</summary>
    public double IdleMinutes { get; init; } = 30;

    /// <summary>The manager is warned when the data folder's disk has less room than this; MB of 1,048,576 bytes, 0 for never.</summary>
    public long LowDiskMegabytes { get; init; } = 1_024;

    /// <summary>Folder of <c>kiosk-config</c> beside the program.</summary>
    public string KioskConfigFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "kiosk-config");
}

/// <summary>An OpenID Connect provider, by the authorization code flow with PKCE.</summary>
/// <param name="Authority">Its address.</param>
/// <param name="ClientId">What it calls this hub.</param>
/// <param name="ClientSecret">Shared with it; null for a public client.</param>
/// <param name="StaffClaim">The claim that holds the staff number.</param>
public sealed record OpenIdOptions(string Authority, string ClientId, string? ClientSecret = null,
    string StaffClaim = "preferred_username");
