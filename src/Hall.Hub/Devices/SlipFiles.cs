using Hall.Devices.Slips;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Devices;

/// <summary>The tickets' layout of this hub, <c>kiosk-config/printer/slip.json</c> and its logo, as it is sent to whoever prints.</summary>
public sealed partial class SlipFiles(HubOptions options, ILogger<SlipFiles> logger)
{
    // A message to an agent stays small; a logo of this size covers the width of the paper.
    private const int LargestLogo = 32 * 1024;

    /// <summary>The settings of a printer with the layout; a layout that cannot be read is logged, and the shipped one is used.</summary>
    public IReadOnlyDictionary<string, string> With(IReadOnlyDictionary<string, string> settings)
    {
        var folder = Path.Combine(options.KioskConfigFolder, "printer");
        var file = Path.Combine(folder, "slip.json");
        if (!File.Exists(file))
        {
            return settings;
        }

        var all = new Dictionary<string, string>(settings);
        try
        {
            var json = File.ReadAllText(file);
            var template = SlipTemplate.Parse(json);
            all["template"] = json;
            if (template.Logo is { } logo)
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, Path.GetFileName(logo)));
                all["logo"] = bytes.Length <= LargestLogo
                    ? Convert.ToBase64String(bytes)
                    : throw new FormatException($"The logo has more than {LargestLogo} bytes.");
            }

            return all;
        }
        catch (Exception fault) when (fault is FormatException or IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file, fault.Message);
            return settings;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Tickets are printed in the shipped layout, because {File} cannot be used: {Reason}")]
    private partial void LogUnreadable(string file, string reason);
}
