using System.Text.RegularExpressions;
using Hall.Hub.Verification;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Verification;

/// <summary>What <c>verify</c> says of a folder to which somebody did something; the same table stands in docs/SECURITY.md.</summary>
public sealed partial class VerificationTests(LivedHall hall) : IClassFixture<LivedHall>
{
    [Fact]
    public void Verify_NothingDone_IsWhole() => Assert.Empty(new FolderVerification(hall.Folder).Faults());

    [Theory]
    [InlineData("2026-03-02")]
    [InlineData("2026-03-03")]
    [InlineData("2026-03-04")]
    public void Verify_NothingDoneSinceADay_IsWhole(string day) =>
        Assert.Empty(new FolderVerification(hall.Folder, DateOnly.ParseExact(day, "yyyy-MM-dd",
            System.Globalization.CultureInfo.InvariantCulture)).Faults());

    public static TheoryData<string> Kinds => [.. Tamperings.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Verify_AKindOfTampering_IsNamedOrStandsAmongWhatIsNotFound(string kind)
    {
        var tampering = Tamperings.All.Single(one => one.Name == kind);
        var folder = hall.Copied();
        try
        {
            tampering.Do(folder);
            var faults = new FolderVerification(folder).Faults().ToList();
            if (tampering.Says is { } says)
            {
                Assert.Contains(faults, fault => fault.Contains(says, StringComparison.Ordinal));
                Assert.All(faults, IsSaidInChinese);
            }
            else
            {
                Assert.Empty(faults);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The manager's page says them in the reader's language; nothing of the English sentence is left but names of files and numbers.
    private static void IsSaidInChinese(string fault)
    {
        var said = VerificationSentences.In(fault, Words.For(Words.Chinese));
        Assert.DoesNotMatch(EnglishWords(), said);
        Assert.Equal(fault, VerificationSentences.In(fault, Words.For(Words.English)));
    }

    [GeneratedRegex("[a-z]{3,} [a-z]{2,} ")]
    private static partial Regex EnglishWords();

    [Fact]
    public void Document_ItsTableOfTamperings_IsWhatIsTried()
    {
        var said = File.ReadLines(Repository.Path("docs", "SECURITY.md"))
            .Where(line => line.EndsWith("| named |", StringComparison.Ordinal)
                || line.EndsWith("| not found |", StringComparison.Ordinal));
        Assert.Equal(Tamperings.All.Select(one => $"| `{one.Where}` | {one.Kind} | {(one.Says is null ? "not found" : "named")} |"), said);
        Assert.True(Tamperings.All.Count(one => one.Says is not null) >= 40);
    }
}
