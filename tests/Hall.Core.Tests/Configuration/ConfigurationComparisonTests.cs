using Hall.Core.Configuration;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Configuration;

public sealed class ConfigurationComparisonTests
{
    [Fact]
    public void Of_TheSame_IsEmpty() => Assert.Empty(ConfigurationComparison.Of(SmallHall.RoundTheClock, SmallHall.RoundTheClock));

    [Fact]
    public void Of_AServiceIsTakenOutBeforeOthers_NamesItAndNothingElse()
    {
        var after = SmallHall.RoundTheClock with { Services = [.. SmallHall.RoundTheClock.Services.Skip(1)] };

        var differences = ConfigurationComparison.Of(SmallHall.RoundTheClock, after);

        Assert.NotEmpty(differences);
        Assert.All(differences, difference => Assert.StartsWith("services[A01].", difference.Path, StringComparison.Ordinal));
        Assert.All(differences, difference => Assert.Null(difference.After));
    }

    [Fact]
    public void Of_ASkillAndARule_SaysBeforeAndAfter()
    {
        var hall = SmallHall.With(rules => rules with { RecallLimit = 5 });
        hall = hall with { Counters = [hall.Counters[0] with { Serves = ["general", "B01"] }, .. hall.Counters.Skip(1)] };

        Assert.Equal(
        [
            new ConfigurationDifference("counters[1].serves", "[\"general\"]", "[\"general\",\"B01\"]"),
            new ConfigurationDifference("rules.recallLimit", "3", "5"),
        ], ConfigurationComparison.Of(SmallHall.RoundTheClock, hall).Select(Compact));
    }

    private static ConfigurationDifference Compact(ConfigurationDifference difference) => difference with
    {
        Before = Compact(difference.Before), After = Compact(difference.After),
    };

    private static string? Compact(string? json) => json is null ? null : string.Concat(json.Where(letter => !char.IsWhiteSpace(letter)));
}
