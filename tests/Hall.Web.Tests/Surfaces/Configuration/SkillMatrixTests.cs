using Bunit;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Surfaces.Configuration;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces.Configuration;

/// <summary>Counters and skills as a table that one can paint.</summary>
public sealed class SkillMatrixTests : BunitContext
{
    private readonly HallConfiguration _tongling = FakeHall.Shipped("tongling");
    private HallConfiguration? _painted;

    [Fact]
    public void Matrix_Shown_HasARowACounterAndAColumnAZoneAndKind()
    {
        var matrix = Shown(_tongling);

        Assert.Equal(_tongling.Counters.Count, matrix.FindAll("tbody tr").Count);
        Assert.Equal(_tongling.Services.Select(service => (service.Zone, service.Kind)).Distinct().Count(),
            matrix.FindAll("thead th").Count);
    }

    [Fact]
    public void Cell_OfAnotherZonePainted_NamesItsServicesAndLeavesOtherCountersAlone()
    {
        var counter = _tongling.Counters.First(counter => counter.Zone != new ZoneCode("B"));
        Cell(Shown(_tongling), counter, "B").Click();

        var wanted = _tongling.Services.Where(service => service is { Zone.Value: "B", Kind: ServiceKind.General })
            .Select(service => service.Code).ToHashSet();
        Assert.Superset(wanted, CounterSkills.Of(_painted!, CounterOf(_painted!, counter)).ToHashSet());
        Assert.Equal(_tongling.Counters.Where(other => other.Counter != counter.Counter),
            _painted!.Counters.Where(other => other.Counter != counter.Counter));
    }

    [Fact]
    public void Cell_PaintedAndWipedAgain_ServesWhatItServedBefore()
    {
        var counter = _tongling.Counters.First(counter => counter.Zone != new ZoneCode("B"));
        Cell(Shown(_tongling), counter, "B").Click();
        var full = Cell(Shown(_painted!), counter, "B");
        Assert.Equal("true", full.GetAttribute("aria-pressed"));
        full.Click();

        Assert.Equal(CounterSkills.Of(_tongling, counter).ToHashSet(), [.. CounterSkills.Of(_painted!, CounterOf(_painted!, counter))]);
    }

    [Fact]
    public void Cell_SomeOfItsServicesOnly_SaysHowManyAndIsMixed()
    {
        var service = _tongling.Services.First(service => service is { Zone.Value: "B", Kind: ServiceKind.General });
        var counter = _tongling.Counters.First(counter => counter.Zone != new ZoneCode("B"));
        var cell =
            Cell(Shown(
                _tongling with { Counters =
                    [.. _tongling.Counters.Select(other =>
                        other == counter ? other with { Serves = [.. other.Serves, service.Code.Value] } : other)] }), counter, "B");

        Assert.Equal("mixed", cell.GetAttribute("aria-pressed"));
        Assert.StartsWith("1/", cell.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_WhoMayNotEdit_SeesEveryCellAndPaintsNone() =>
        Assert.All(Shown(_tongling, mayEdit: false).FindAll("tbody button"), cell => Assert.True(cell.HasAttribute("disabled")));

    private IRenderedComponent<SkillMatrix> Shown(HallConfiguration configuration, bool mayEdit = true) =>
        Render<SkillMatrix>(parameters => parameters
        .Add(matrix => matrix.Words, Words.For("en")).Add(matrix => matrix.Configuration, configuration)
        .Add(matrix => matrix.MayEdit, mayEdit)
        .Add(matrix => matrix.Changed, painted => _painted = painted));

    private static AngleSharp.Dom.IElement Cell(IRenderedComponent<SkillMatrix> matrix, CounterDefinition counter, string zone) =>
        matrix.Find($"button[aria-label='Counter {counter.Counter} serves zone {zone} general matters']");

    private static CounterDefinition CounterOf(HallConfiguration configuration, CounterDefinition counter) =>
        configuration.Counters.Single(other => other.Counter == counter.Counter);
}
