using System.Text.Json;
using System.Text.Json.Nodes;
using Hall.Core.Configuration;
using Hall.Core.Tests.Configuration;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

public sealed class ScenarioTests
{
    private const string Good = """
        {
          "name": "small", "seed": 5, "replications": 3,
          "services": [{ "service": "A01" }, { "service": "A02", "kind": "special" }],
          "counters": [{ "counter": "1", "serves": ["general"] }, { "counter": "2", "serves": ["special", "general"] }],
          "rules": { "restSeconds": 20 },
          "arrivals": [
            {
              "services": ["A01"], "perDay": 70,
              "curve": [{ "from": "09:00", "to": "10:00", "weight": 3 }, { "from": "10:00", "to": "16:00" }],
              "serviceTime": { "kind": "exponential", "meanSeconds": 300 },
              "patience": { "kind": "erlang", "meanSeconds": 900, "stages": 3 },
              "walk": { "kind": "constant", "meanSeconds": 10 }, "noShow": 0.1, "priorities": { "none": 4, "elderly": 1 }
            },
            {
              "services": ["A02"], "perDay": 5, "curve": [{ "from": "09:00", "to": "16:00" }],
              "serviceTime": { "kind": "empirical", "seconds": [60, 600] }
            }
          ],
          "shifts": [{ "counters": ["all"], "from": "09:00", "to": "12:00" }, { "counters": ["1"], "from": "12:00", "to": "16:00" }],
          "breaks": [{ "counters": ["1"], "from": "11:30", "to": "13:00" }]
        }
        """;

    [Fact]
    public void Read_GoodScenario_HallShiftsAndRules()
    {
        var (scenario, hall, faults) = Read(Good);

        Assert.Empty(faults);
        Assert.Equal((20, false), (hall!.Rules.RestSeconds, hall.Rules.ReserveSpecialCounters));
        Assert.Equal(
            [new("1", 9, 11.5), new("1", 13, 16), new("2", 9, 12)],
            scenario!.ShiftsOf(hall).Select(shift => (shift.Counter.Value, shift.From.TotalHours, shift.To.TotalHours)));
        Assert.True(
            Read(Good.Replace("\"restSeconds\": 20", "\"reserveSpecialCounters\": true",
            StringComparison.Ordinal)).Hall!.Rules.ReserveSpecialCounters);
    }

    [Fact]
    public void VisitorsOf_ManyDays_FollowTheCurve()
    {
        var scenario = Read(Good).Scenario!;
        var days = Enumerable.Range(0, 400).Select(day => scenario.VisitorsOf(9, day)).ToList();
        var general = days.SelectMany(day => day).Where(visitor => visitor.Service.Value == "A01").ToList();

        Assert.InRange(general.Count / 400.0, 68.5, 71.5);
        Assert.InRange(general.Count(visitor => visitor.Arrives.TotalHours < 10) / (double)general.Count, 0.73, 0.77);
        Assert.InRange(general.Count(visitor => !visitor.Shows) / (double)general.Count, 0.09, 0.11);
        Assert.InRange(general.Count(visitor => visitor.Priority.Value == "elderly") / (double)general.Count, 0.19, 0.21);
        Assert.All(days, day => Assert.Equal(day.OrderBy(visitor => visitor.Arrives), day));
        Assert.Equal(days[7], scenario.VisitorsOf(9, 7));
        Assert.NotEqual(days[7], scenario.VisitorsOf(9, 8));
    }

    [Fact]
    public void Run_SameSeed_SameFiguresAndSameVisitorsForEachPolicy()
    {
        var (scenario, hall, _) = Read(Good);
        var once = Simulator.Run(scenario!, hall!, "hall", 5, 3);
        var again = Simulator.Run(scenario!, hall!, "hall", 5, 3);

        Assert.Equal(JsonSerializer.Serialize(once), JsonSerializer.Serialize(again));
        Assert.Equal(once.Visitors, Simulator.Run(scenario!, hall!, "fqm", 5, 3).Visitors);
        Assert.Equal(3, once.Replications);
        Assert.Equal(
            once.Visitors.Mean, once.Overall.Served.Mean + once.Overall.Abandoned.Mean + once.Unserved.Mean + once.NoShows.Mean, 6);
    }

    [Fact]
    public void Run_PastMidnight_CountsOn()
    {
        var night = Good.Replace(
            "\"from\": \"12:00\", \"to\": \"16:00\"", "\"from\": \"22:00\", \"to\": \"06:00\"", StringComparison.Ordinal);
        var (scenario, hall, _) = Read(night);

        Assert.Contains(scenario!.ShiftsOf(hall!), shift => (shift.From.TotalHours, shift.To.TotalHours) == (22, 30));
    }

    [Theory]
    [InlineData("\"perDay\": 70", "\"perDay\": 0", "arrivals[0].perDay")]
    [InlineData("\"perDay\": 70", "\"perDay\": \"many\"", "arrivals[0].perDay")]
    [InlineData("\"seed\": 5", "\"sed\": 5", "sed")]
    [InlineData("\"seed\": 5", "\"seed\": 5, \"seed\": 6", "seed")]
    [InlineData("\"replications\": 3", "\"replications\": 0", "replications")]
    [InlineData("\"exponential\"", "\"uniform\"", "arrivals[0].serviceTime.kind")]
    [InlineData("\"meanSeconds\": 300", "\"meanSeconds\": -1", "arrivals[0].serviceTime.meanSeconds")]
    [InlineData("\"seconds\": [60, 600]", "\"seconds\": []", "arrivals[1].serviceTime.seconds")]
    [InlineData("\"noShow\": 0.1", "\"noShow\": 1", "arrivals[0].noShow")]
    [InlineData("\"elderly\": 1", "\"vip\": 1", "arrivals[0].priorities.vip")]
    [InlineData("\"services\": [\"A02\"]", "\"services\": [\"A07\"]", "arrivals[1].services")]
    [InlineData("\"weight\": 3 }", "\"weight\": -3 }", "arrivals[0].curve[0].weight")]
    [InlineData("[\"1\"], \"from\": \"12:00\"", "[\"9\"], \"from\": \"12:00\"", "shifts[1].counters")]
    [InlineData("\"restSeconds\": 20", "\"restSeconds\": -20", "rules.restSeconds")]
    [InlineData("[\"special\", \"general\"]", "[\"A09\"]", "counters[1].serves")]
    [InlineData("\"counter\": \"2\"", "\"counter\": \"1\"", "counters[1].counter")]
    public void Read_Fault_NamesItsPath(string good, string bad, string path)
    {
        Assert.Contains(good, Good, StringComparison.Ordinal);
        var reading = Read(Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.Null(reading.Scenario);
        Assert.Contains(reading.Faults, fault => fault.Path == path && fault.Line > 0);
    }

    [Fact]
    public void Read_ServiceThatNobodyCanServe_IsAFault()
    {
        var withoutCounter = Read(Good.Replace("[\"special\", \"general\"]", "[\"general\"]", StringComparison.Ordinal));
        var withoutShift = Read(Good.Replace("[\"all\"]", "[\"1\"]", StringComparison.Ordinal));

        Assert.Contains(withoutCounter.Faults,
            fault => fault.Path == "arrivals[1].services" && fault.Message.Contains("Nobody can serve \"A02\"", StringComparison.Ordinal));
        Assert.Contains(withoutShift.Faults, fault => fault.Path == "arrivals[1].services");
    }

    [Fact]
    public void OverloadOf_TooMuchSpecialWork_NamesTheServiceAndItsCounters()
    {
        var (scenario, hall, _) = Read(Good);
        Assert.Null(Capacity.OverloadOf(scenario!, hall!));

        // 40 a day of 330 s and 20 s of rest are 3.9 hours; counter 2, which alone may serve them, has three.
        var (over, sameHall, _) = Read(Good.Replace("\"perDay\": 5", "\"perDay\": 40", StringComparison.Ordinal)
            .Replace("\"perDay\": 70", "\"perDay\": 40", StringComparison.Ordinal));
        var found = Capacity.OverloadOf(over!, sameHall!)!;
        Assert.Equal(["A02"], found.Services.Select(service => service.Value));
        Assert.Equal((3.89, 3.0), (Math.Round(found.WorkHours, 2), found.CounterHours));

        var figures = Simulator.Run(over!, sameHall!, "hall", 1, 3);
        Assert.True(figures.Unserved.Mean > 0);
    }

    [Theory]
    [InlineData("tongling-monday.json")]
    [InlineData("two-counters.json")]
    public void Read_ShippedScenario_IsGoodAndWithinCapacity(string file)
    {
        var reading = ScenarioReader.Read(RepositoryFiles.KioskConfig($"scenarios/{file}"),
            hall => HallConfigurationReader.Read(RepositoryFiles.KioskConfig($"scenarios/{hall}")));

        Assert.Empty(reading.Faults);
        Assert.Null(Capacity.OverloadOf(reading.Scenario!, reading.Hall!));
    }

    [Fact]
    public void Schema_Fields_AreThoseOfTheRecords()
    {
        var schema = JsonNode.Parse(RepositoryFiles.KioskConfig("scenarios/scenario.schema.json"))!;
        var pairs = new (Type Type, JsonNode Node)[]
        {
            (typeof(Scenario), schema), (typeof(ScenarioService), Of("service")), (typeof(ScenarioCounter), Of("counter")),
            (typeof(ScenarioArrivals), Of("arrivals")),
            (typeof(ArrivalPiece), Of("piece")), (typeof(ScenarioShift), Of("shift")), (typeof(Distribution), Of("time")),
        };

        foreach (var (type, node) in pairs)
        {
            var fields = type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
                .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name));
            var described = node["properties"]!.AsObject().Where(property => property.Key != "$schema").ToList();
            Assert.Equal(fields.Order(), described.Select(property => property.Key).Order());
            Assert.All(described, property => Assert.NotNull(property.Value!["description"] ?? property.Value["$ref"]));
        }

        JsonNode Of(string name) => schema["$defs"]![name]!;
    }

    private static ScenarioReading Read(string json) =>
        ScenarioReader.Read(json, _ => throw new InvalidOperationException("The scenario names no hall."));
}
