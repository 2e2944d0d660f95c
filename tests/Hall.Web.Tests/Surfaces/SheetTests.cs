using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Hall.Web.Tests.Surfaces;

/// <summary>What holds for every sheet: names are words, and what every screen loads is not filled with what only staff see.</summary>
public sealed partial class SheetTests
{
    private const int LargestInTheBundle = 20_000;
    private static readonly string[] ShortWords = ["at", "go", "on", "qr", "up"];
    private static readonly string[] Public = ["Board", "Entrance", "Help", "Kiosk", "Pad", "Phone", "Window"];
    private static readonly string Web = Path.Combine(Repository.Root, "src", "Hall.Web");

    [Fact]
    public void Classes_InEverySheet_AreWords()
    {
        var sheets = Directory.GetFiles(Path.Combine(Web, "wwwroot", "assets"), "*.css")
            .Concat(Directory.GetFiles(Path.Combine(Web, "Surfaces"), "*.css", SearchOption.AllDirectories)).ToList();
        Assert.True(sheets.Count > 30, $"{sheets.Count} sheets");

        var shortNames = sheets.SelectMany(sheet => Class().Matches(Heads(File.ReadAllText(sheet))).Select(found => found.Groups[1].Value)
            .Where(name => name.Length < 3 && !ShortWords.Contains(name))
            .Select(name => $"{Path.GetFileName(sheet)}: .{name} is no word; say what it is"));

        Assert.Empty(shortNames.Distinct());
    }

    [Fact]
    public void SheetsOfStaff_InTheBundleOfEveryPage_AreSmallTogether()
    {
        var staff = Directory.GetFiles(Path.Combine(Web, "Surfaces"), "*.razor.css", SearchOption.AllDirectories)
            .Where(sheet =>
                !Public.Contains(Path.GetRelativePath(Path.Combine(Web, "Surfaces"), sheet).Split(Path.DirectorySeparatorChar)[0]));
        using var into = new MemoryStream();
        using (var zip = new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var sheet in staff)
            {
                zip.Write(Encoding.UTF8.GetBytes(File.ReadAllText(sheet)));
            }
        }

        Assert.True(into.Length <= LargestInTheBundle,
            $"{into.Length} bytes of sheets of staff are loaded by every kiosk: make the largest a sheet of assets.");
    }

    // What stands before the brackets, without what stands in them.
    private static string Heads(string sheet) => Body().Replace(Comment().Replace(sheet, ""), "{}");

    [GeneratedRegex(@"\.([a-z][a-z0-9_-]*)")]
    private static partial Regex Class();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Body();
}
