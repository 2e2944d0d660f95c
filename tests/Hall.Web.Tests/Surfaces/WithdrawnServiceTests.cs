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
        "Api/ServicesOfferedNow.cs", "Demonstration/CrowdDice.cs", "Surfaces/Balance/ChangeRow.razor", "Surfaces/Clerk/IssuePage.razor.cs",
        "Surfaces/Kiosk/KioskCatalogue.cs", "Surfaces/Kiosk/KioskPage.razor.cs",

        // Figures of past days have their own keeping of names.
        "Ratings/CareReports.cs",
    ];

    [Fact]
    public void Sources_ThatShowTickets_DoNotAskTheCatalogueForTheirServices()
    {
        var web = Path.Combine(WordsTests.SourceFolder(), "src", "Hall.Web");
        var asking = Directory.EnumerateFiles(web, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".razor" && !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => Catalogue().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(web, file).Replace('\\', '/'))
            .Where(file => !AskWhatIsOffered.Contains(file));

        Assert.Empty(asking);
    }

    [GeneratedRegex(@"\b[Pp]lan\.Services\b")]
    private static partial Regex Catalogue();
}
