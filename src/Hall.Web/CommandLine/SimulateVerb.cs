using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Forecasting.Files;
using Hall.Forecasting.Simulation;

namespace Hall.Web.CommandLine;

/// <summary><c>hall simulate</c>: days of a scenario through the real dispatcher.</summary>
public static class SimulateVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("SCENARIO.json")
            { Description = "The hall, who comes, and when counters are staffed; see docs/SIMULATION.md." };
        var policy = ReplayVerb.PolicyOption();
        var seed = new Option<long?>("--seed") { Description = "Seed of all chance; else the scenario's." };
        var replications = new Option<int?>("--replications") { Description = "How many days, 1 to 100,000; else the scenario's." };
        var command = new Command("simulate",
            "Plays a scenario's days and prints waits and loads as JSON, each with its 95 % confidence interval.")
        {
            file, policy, seed, replications,
        };
        command.SetAction(parsed =>
            Run(parsed.GetValue(file)!, parsed.GetValue(policy) ?? "hall", parsed.GetValue(seed), parsed.GetValue(replications),
                parsed.InvocationConfiguration));
        return command;
    }

    private static int Run(string file, string policy, long? seed, int? replications, InvocationConfiguration console)
    {
        if (ReplayVerb.PolicyNamed(policy, console.Error) is null)
        {
            return 1;
        }

        if (replications is < 1 or > 100_000)
        {
            console.Error.WriteLine(Invariant($"--replications {replications} is out of range. Give 1 to 100000."));
            return 1;
        }

        try
        {
            var (scenario, hall) = ScenarioFile.Read(file);
            var warnings = Warnings(scenario, hall);
            foreach (var warning in warnings)
            {
                console.Error.WriteLine(warning);
            }

            var used = seed ?? scenario.Seed;
            var figures = Simulator.Run(scenario, hall, policy, used, replications ?? scenario.Replications);
            console.Output.WriteLine(JsonSerializer.Serialize(Shape(scenario.Name, policy, used, figures, warnings), FiguresJson.Options));
            return 0;
        }
        catch (Exception fault) when (fault is FaultyFileException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(fault.Message);
            return 1;
        }
    }

    private static List<string> Warnings(Scenario scenario, HallConfiguration hall) => Capacity.OverloadOf(scenario, hall) is { } over
        ?
        [
            string.Create(CultureInfo.InvariantCulture, $"Over capacity: {string.Join(", ", over.Services)} need {over.WorkHours:F1} hours "
                + $"of counters a day, but the counters that may serve them are staffed for {over.CounterHours:F1}. "
                + $"Not everybody will be served."),
        ]
        : [];

    private static object Shape(string scenario, string policy, long seed, SimulationFigures figures, List<string> warnings) => new
    {
        scenario,
        policy,
        seed,
        figures.Replications,
        warnings,
        figures.Visitors,
        figures.Overall,
        figures.Services,
        figures.Counters,
        figures.UtilisationSpread,
        figures.Unserved,
        figures.NoShows,
        figures.OrderViolations,
        figures.PriorityWaitRatio,
    };
}
