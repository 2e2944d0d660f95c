namespace Hall.Web.Wording;

/// <summary>Which help belongs to which address, and how pages may look.</summary>
public static class HelpPages
{
    private static readonly string[] Citizens = ["kiosk", "board", "window", "pad"];
    private static readonly string[] Entrance = ["sign-in", "setup", "password", "screen", "refused", "hand-over"];

    /// <summary>What may be chosen, each with its values; the first is the default.</summary>
    public static IReadOnlyList<(string Name, string[] Values)> Looks { get; } =
        [("theme", ["auto", "light", "dark"]), ("type", ["normal", "large"]), ("contrast", ["normal", "high"])];

    /// <summary>
    /// Whether a page is a screen for citizens: it has another layout and another head than the pages of staff, a policy without inline
    /// styles, and help of its own, a person.
    /// </summary>
    public static bool IsPublic(string path) => PublicSurfaceOf(path) is not null;

    /// <summary>Which screen for citizens an address shows; null for every other page. Addresses are the same in capitals.</summary>
    public static string? PublicSurfaceOf(string path) =>
        Steps(path) is [_, var asked, ..]
            ? Citizens.FirstOrDefault(surface => surface.Equals(asked, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>The key of a page's help after <c>help.page.</c>.</summary>
    public static string Of(string path) => Steps(path) switch
    {
        [] => "landing",
        [var first, ..] when Entrance.Contains(first) => "entrance",
        [_, "manager"] => "live",
        [_, "manager", "satisfaction", "rows"] => "ratings",
        [_, "manager", "counter", ..] => "window-day",
        [_, "manager", var page, ..] when Words.For(Words.English).Find(WordGroup.HelpPage, page) is not null => page,
        [_, "desk", ..] => "matter-desk",
        [_, var page, ..] when page is "counter" or "counters" or "issue" or "my-figures" => page,
        _ => "other",
    };

    private static string[] Steps(string path) => path.Split('?', '#')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
}
