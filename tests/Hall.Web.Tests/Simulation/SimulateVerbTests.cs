using System.CommandLine;
using System.Text.Json;
using Hall.Web.CommandLine;

namespace Hall.Web.Tests.Simulation;

public sealed class SimulateVerbTests : IDisposable
{
    private const string Small = """
        {
          "name": "small", "services": [{ "service": "A01" }], "counters": [{ "counter": "1", "serves": ["A01"] }],
          "arrivals": [{ "services": ["A01"], "perDay": 40, "curve": [{ "from": "08:00", "to": "12:00" }],
            "serviceTime": { "kind": "exponential", "meanSeconds": 240 } }],
          "shifts": [{ "counters": ["1"], "from": "08:00", "to": "12:00" }]
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-simulate").FullName;

    [Fact]
    public void Simulate_SameSeed_PrintsTheSameFiguresWithIntervals()
    {
        var (exit, output, error) = Run(Small, "--seed", "7", "--replications", "5");
        var result = JsonDocument.Parse(output).RootElement;

        Assert.Equal((0, "", output), (exit, error, Run(Small, "--seed", "7", "--replications", "5").Output));
        Assert.NotEqual(output, Run(Small, "--seed", "8", "--replications", "5").Output);
        Assert.Equal((5, 7), (result.GetProperty("replications").GetInt32(), result.GetProperty("seed").GetInt32()));
        var wait = result.GetProperty("services").GetProperty("A01").GetProperty("meanWaitSeconds");
        Assert.True(wait.GetProperty("mean").GetDouble() > 0 && wait.GetProperty("ci95").GetDouble() > 0);
    }

    [Fact]
    public void Simulate_OverCapacity_SaysSoAndEnds()
    {
        var (exit, output, error) = Run(Small.Replace("\"perDay\": 40", "\"perDay\": 100", StringComparison.Ordinal), "--replications",
            "2");

        Assert.Equal(0, exit);
        Assert.Contains("Over capacity: A01 need 6.7 hours", error, StringComparison.Ordinal);
        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("warnings").GetArrayLength());
        Assert.True(JsonDocument.Parse(output).RootElement.GetProperty("unserved").GetProperty("mean").GetDouble() > 0);
    }

    [Theory]
    [InlineData("{", "scenario.json, line")]
    [InlineData("", "scenario.json, ")]
    [InlineData("[]", "scenario.json, ")]
    [InlineData("{\"arrivals\": [], \"shifts\": [], \"speed\": 4}", "scenario.json, line 1, speed: There is no field")]
    [InlineData("{\"hall\": \"nowhere.json\", \"arrivals\": [], \"shifts\": []}",
        "line 1, hall: nowhere.json: the file: there is no such file")]
    public void Simulate_FaultyScenario_NamesFileLineAndPath(string json, string sentence)
    {
        var (exit, output, error) = Run(json);

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_ServiceThatNobodyServes_IsAClearError()
    {
        var (exit, _, error) = Run(Small.Replace("\"services\": [\"A01\"]", "\"services\": [\"A02\"]", StringComparison.Ordinal)
            .Replace("[{ \"service\": \"A01\" }]", "[{ \"service\": \"A01\" }, { \"service\": \"A02\" }]", StringComparison.Ordinal));

        Assert.Equal(1, exit);
        Assert.Contains("arrivals[0].services: Nobody can serve \"A02\"", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Simulate_WrongOptions_Fail()
    {
        Assert.Equal(1, Run(Small, "--policy", "lottery").Exit);
        Assert.Equal(1, Run(Small, "--replications", "0").Exit);
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private (int Exit, string Output, string Error) Run(string json, params string[] options)
    {
        var file = Path.Combine(_folder, "scenario.json");
        File.WriteAllText(file, json);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = SimulateVerb.Create().Parse([file, .. options]).Invoke(new() { Output = output, Error = error });
        return (exit, output.ToString(), error.ToString());
    }
}
