using System.Text.RegularExpressions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>
/// What a person types is kept by <c>hall-typed.js</c>, on every page with fields and for every field that has a name: a field without
/// one is not known again when the page is painted anew while somebody types.
/// </summary>
public sealed partial class FieldTests
{
    private static readonly string Web = Path.Combine(Repository.Root, "src", "Hall.Web");
    private static readonly string Surfaces = Path.Combine(Web, "Surfaces");

    /// <summary>Every file with a field.</summary>
    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Surfaces, "*.razor", SearchOption.AllDirectories).Where(file => Field().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Surfaces, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Fields_OfEveryPage_HaveAName(string file)
    {
        var text = File.ReadAllText(Path.Combine(Surfaces, file));
        var nameless = Field().Matches(text).Where(field => !Named().IsMatch(Tag(text, field.Index)) && !IsInLabel(text, field.Index));

        Assert.Empty(nameless.Select(field => Tag(text, field.Index)));
    }

    /// <summary>Documents that run a script beside fields; those of the entrance are plain forms, which nothing paints anew.</summary>
    [Theory]
    [InlineData("Composition/App.razor")]
    [InlineData("Surfaces/Phone/PhonePage.razor")]
    public void Document_WithFieldsAndAScript_KeepsWhatIsTyped(string file) =>
        Assert.Contains("hall-typed.js", File.ReadAllText(Path.Combine(Web, file)), StringComparison.Ordinal);

    [Fact]
    public void Document_WithAScript_IsInTheListOfThisTest()
    {
        var documents = Directory.GetFiles(Web, "*.razor", SearchOption.AllDirectories)
            .Where(file => Script().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(Web, file));

        // The script of the sign-in changes nothing on its page, and the last two have no fields.
        Assert.Equal(
            [
                "Composition/App.razor", "Surfaces/Entrance/SignInPage.razor", "Surfaces/Phone/PhonePage.razor",
                "Surfaces/Teller/SmallPage.razor", "Surfaces/Teller/ToldOncePage.razor",
            ],
            documents.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Clerk/IssuePage.razor", "issue-identity")]
    [InlineData("Clerk/IssuePage.razor", "issue-telephone")]
    [InlineData("Clerk/IssuePage.razor", "issue-find")]
    [InlineData("Teller/HolderCheck.razor", "check-number")]
    [InlineData("Manager/Cases/CasesPage.razor", "citizen-name")]
    [InlineData("Manager/Cases/CasesPage.razor", "citizen-telephone")]
    [InlineData("Manager/PeoplePage.razor", "person-card")]
    public void Field_OfAPersonsNumber_IsNotKeptBeyondThePage(string file, string id)
    {
        var text = File.ReadAllText(Path.Combine(Surfaces, file));

        Assert.Contains("data-private", Tag(text, text.LastIndexOf('<', text.IndexOf($"d=\"{id}\"", StringComparison.Ordinal))),
            StringComparison.Ordinal);
    }

    // To the end of the tag; the arrow of a lambda in an attribute is none.
    private static string Tag(string text, int from)
    {
        var inQuotes = false;
        for (var i = from; i < text.Length; i++)
        {
            inQuotes ^= text[i] == '"';
            if (text[i] == '>' && !inQuotes)
            {
                return text[from..(i + 1)];
            }
        }

        return text[from..];
    }

    private static bool IsInLabel(string text, int at) =>
        text.LastIndexOf("<label", at, StringComparison.Ordinal) > text.LastIndexOf("</label>", at, StringComparison.Ordinal);

    [GeneratedRegex("<(input(?![^>]*type=\"(hidden|file|submit)\")|textarea|select|"
        + "MudTextField|MudSelect|MudNumericField|MudAutocomplete|MudCheckBox|MudSwitch|MudDatePicker|"
        + "MudDateRangePicker|TextField|NumberField|ChoiceField|LookupField|DayField)\\b")]
    private static partial Regex Field();

    [GeneratedRegex("<script[^>]*\\ssrc=")]
    private static partial Regex Script();

    [GeneratedRegex("\\b(id|InputId|name|Name|Named|aria-label|Label|placeholder)=")]
    private static partial Regex Named();
}
