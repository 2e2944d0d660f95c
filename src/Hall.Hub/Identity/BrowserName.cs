namespace Hall.Hub.Identity;

/// <summary>What a person calls the browser they sit at, from the header that every browser sends.</summary>
public static class BrowserName
{
    // The first that is found counts: nearly every browser also says that it is Chrome and Safari.
    private static readonly (string Mark, string Name)[] Browsers =
        [("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"), ("Chrom", "Chrome"),
            ("Safari", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Linux", "Linux")];

    /// <summary>Browser and system, such as <c>Chrome, Windows</c>; what is not known is left out.</summary>
    /// <param name="header">The header <c>User-Agent</c>.</param>
    public static string Of(string header) =>
        string.Join(", ", new[] { NameIn(header, Browsers), NameIn(header, Systems) }.OfType<string>());

    private static string? NameIn(string header, (string Mark, string Name)[] known) =>
        known.Where(one => header.Contains(one.Mark, StringComparison.Ordinal)).Select(one => one.Name).FirstOrDefault();
}
