using System.Text.RegularExpressions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>
/// A zone's colour is drawn for white: what is written or drawn in one on the page's own ground takes its mark, which night changes.
/// </summary>
public sealed partial class ZoneColourSheetTests
{
    // What stands on white paper, by day and by night.
    private static readonly string[] OnPaper = ["KioskTicket.razor.css"];

    [Fact]
    public void Sheets_TextAndLinesOfAZone_TakeItsMark()
    {
        var web = Repository.Path("src", "Hall.Web");
        var wrong = Directory.EnumerateFiles(Path.Combine(web, "Surfaces"), "*.css", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Path.Combine(web, "wwwroot", "assets"), "*.css"))
            .Where(file => !OnPaper.Contains(Path.GetFileName(file)) && Plain().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(web, file)).ToList();

        Assert.True(wrong.Count == 0, $"By night nobody reads this; write var(--zone-mark): {string.Join(", ", wrong)}");
    }

    [GeneratedRegex(@"(?<![\w-])(color|stroke|fill): var\(--zone\)")]
    private static partial Regex Plain();
}
