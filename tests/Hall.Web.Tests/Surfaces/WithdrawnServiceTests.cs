using System.Text.RegularExpressions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>
/// Whoever shows a ticket asks the plan for its service by <c>Find</c> or <c>NameOf</c>, which know withdrawn ones too. The catalogue
/// itself is asked only where it matters what is offered; those places stand here.
/// </summary>
public sealed partial class WithdrawnServiceTests
{
    private static readonly HashSet<string> AskWhatIsOffered =
    [
        "Hall.Web/Api/ServicesOfferedNow.cs", "Hall.Hub/Demonstration/CrowdDice.cs", "Hall.Web/Surfaces/Balance/ChangeRow.razor",
        "Hall.Web/Surfaces/Clerk/IssuePage.razor.cs", "Hall.Web/Wording/KioskCatalogue.cs", "Hall.Web/Surfaces/Kiosk/KioskPage.razor.cs",
        "Hall.Web/Wording/KioskTopics.cs", "Hall.Web/Surfaces/Teller/ServiceItems.cs",

        // Figures of past days have their own keeping of names.
        "Hall.Hub/Ratings/CaseReports.cs",

        // What was imported of a service that the hall has no more has no zone, and helps no staffing.
        "Hall.Hub/Balance/PastVisits.Imported.cs",
    ];

    [Fact]
    public void Sources_ThatShowTickets_DoNotAskTheCatalogueForTheirServices()
    {
        var sources = Repository.Path("src");
        var asking = new[] { "Hall.Storage", "Hall.Hub", "Hall.Web" }
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(sources, project), "*", SearchOption.AllDirectories))
            .Where(file =>
                Path.GetExtension(file) is ".cs" or ".razor"
                    && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Catalogue().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(sources, file).Replace('\\', '/'))
            .Where(file => !AskWhatIsOffered.Contains(file));

        Assert.Empty(asking);
    }

    [GeneratedRegex(@"\b[Pp]lan\.Services\b")]
    private static partial Regex Catalogue();
}
