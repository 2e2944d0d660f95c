namespace Hall.Core.Configuration;

/// <summary>Checks what the form of a file cannot say: that codes are unique, that references lead somewhere, that numbers make
/// sense.</summary>
public static class HallConfigurationValidator
{
    // The hub's own addresses begin with these words, so a hall of that name could not be reached.
    private static readonly string[] Reserved = ["api", "t", "m", "health", "metrics", "openapi", "hubs", "setup", "account", "sign-in",
        "sign-out", "password", "photo", "screen",
        "refused", "hand-over", "look"];

    private static readonly string[] KnownTexts = ["boardTip", "boardFooter", "dutyManager", "whereToSit"];

    /// <summary>Every fault of a configuration that did not come from a file; their lines are 0.</summary>
    public static IReadOnlyList<ConfigurationFault> Validate(HallConfiguration configuration) =>
        Validate(configuration, new FaultLines(), []);

    internal static IReadOnlyList<ConfigurationFault> Validate(HallConfiguration configuration, FaultLines lines,
        IReadOnlyList<ConfigurationFault> form)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var faults = new RuleFaults(lines, form);
        CheckHall(faults, configuration);
        CalendarRules.Check(faults, configuration.Hours);
        CatalogueRules.Check(faults, configuration);
        CounterRules.Check(faults, configuration);
        PriorityRules.Check(faults, configuration.Priorities);
        SettingsRules.Check(faults, configuration.Rules);
        ScreenRules.Check(faults, configuration);
        KioskRules.Check(faults, configuration);
        VoiceRules.Check(faults, configuration.Voice);
        DeviceLineRules.Check(faults, configuration);
        PromiseRules.Check(faults, configuration);
        return faults.Found;
    }

    private static void CheckHall(RuleFaults faults, HallConfiguration configuration)
    {
        var hall = configuration.Hall.Value;
        if (!TextRules.IsHall(hall) || Reserved.Contains(hall))
        {
            faults.Add("hall",
                $"\"{hall}\" cannot be a hall's name in an address. Use 1 to 64 lower-case letters, digits and hyphens, such as "
                    + $"\"tongling\"; {string.Join(", ", Reserved)} are taken.");
        }

        TextRules.Check(faults, "names", configuration.Names, chineseNeeded: true);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(configuration.TimeZone, out var zone) || !zone.HasIanaId)
        {
            faults.Add("timeZone",
                $"\"{configuration.TimeZone}\" is not a time zone that this machine knows. Use an IANA name such as \"Asia/Shanghai\".");
        }

        foreach (var (key, text) in configuration.Texts)
        {
            if (!KnownTexts.Contains(key))
            {
                faults.Add($"texts.{key}", $"No page shows \"{key}\". Use one of: {string.Join(", ", KnownTexts)}.");
            }

            TextRules.Check(faults, $"texts.{key}", text, chineseNeeded: true, TextRules.LongestSentence);
        }
    }
}
