using System.Reflection;
using System.Text.Json;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Engine;

public sealed class RejectionCodeTests
{
    // The hub gives these itself: the rules know one hall, and no disk.
    private static readonly string[] OfTheHub = [RejectionCode.UnknownHall, RejectionCode.JournalUnavailable];

    public static TheoryData<string> Codes =>
        [.. typeof(RejectionCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Outcome_WithACode_IsReadAsItWasWritten(string code)
    {
        Assert.Matches("^[a-z]+(-[a-z]+)*$", code);
        var outcome = new HallOutcome { Rejection = new(code, "Why.") };
        var json = JsonSerializer.Serialize(outcome, HallJsonContext.Default.HallOutcome);
        Assert.Equal(outcome.Rejection, JsonSerializer.Deserialize(json, HallJsonContext.Default.HallOutcome)!.Rejection);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Rules_EveryCodeButTheHubs_IsGivenByARuleAndShownByATest(string code)
    {
        if (OfTheHub.Contains(code))
        {
            return;
        }

        var name = typeof(RejectionCode).GetFields().Single(known => (string?)known.GetRawConstantValue() == code).Name;
        Assert.True(Mentions(Repository.Path("src", "Hall.Core", "Engine"), name, "HallRules*.cs"), $"No rule gives {name}.");
        Assert.True(Mentions(Repository.Path("tests", "Hall.Core.Tests"), name, "*Tests.cs"), $"No test shows {name}.");
    }

    private static bool Mentions(string folder, string name, string files) => Directory
        .EnumerateFiles(folder, files, SearchOption.AllDirectories)
        .Select(File.ReadAllText)
        .Any(text => text.Contains($"RejectionCode.{name}", StringComparison.Ordinal)
            || text.Contains($"Decision.{name}(", StringComparison.Ordinal));
}
