using System.CommandLine;
using System.Text.Json;
using Hall.Core.Dispatch;
using Hall.Core.Dispatch.Policies;
using Hall.Forecasting.Files;
using Hall.Forecasting.Simulation;

namespace Hall.Web.CommandLine;

/// <summary><c>hall replay</c>: a recorded or invented day through the real dispatcher.</summary>
public static class ReplayVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var tickets = new Argument<string>("TICKETS.csv") { Description = "id,arrive_s,service,priority,service_s,patience_s" };
        var counters = new Argument<string>("COUNTERS.csv") { Description = "counter,services,open_s,close_s; services separated by semicolons" };
        var policy = PolicyOption();
        var command = new Command("replay", "Replays a day through the real dispatcher and prints waits and loads as JSON.") { tickets, counters, policy };
        command.SetAction(parsed => Run(
            parsed.GetValue(tickets)!, parsed.GetValue(counters)!, parsed.GetValue(policy) ?? "hall", parsed.InvocationConfiguration));
        return command;
    }

    /// <summary><c>--policy NAME</c>.</summary>
    internal static Option<string?> PolicyOption() => new("--policy")
    {
        Description = $"Who is called next: {string.Join(", ", DispatchPolicies.Names)}; hall unless said, the others for comparison.",
    };

    /// <summary>The policy of a name, or null after it was said on standard error that there is none.</summary>
    internal static IDispatchPolicy? PolicyNamed(string name, TextWriter error)
    {
        if (DispatchPolicies.Create(name) is { } found)
        {
            return found;
        }

        error.WriteLine($"There is no policy '{name}'. The policies are {string.Join(", ", DispatchPolicies.Names)}.");
        return null;
    }

    private static int Run(string tickets, string counters, string policyName, InvocationConfiguration console)
    {
        if (PolicyNamed(policyName, console.Error) is not { } policy)
        {
            return 1;
        }

        if (Missing(tickets, counters) is { } missing)
        {
            console.Error.WriteLine(missing);
            return 1;
        }

        try
        {
            var day = ReplayFiles.Read(tickets, counters);
            var hall = VirtualHall.Empty(day.Hall, policy);
            var figures = DayFigures.Of(new VirtualDay(hall).Run(day.Visitors, day.Shifts), hall.State.Plan);
            console.Output.WriteLine(JsonSerializer.Serialize(Shape(policy.Name, figures, day), FiguresJson.Options));
            return 0;
        }
        catch (Exception fault) when (fault is FaultyFileException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(fault.Message);
            return 1;
        }
    }

    // Both at once: whoever is told of one only mends it and is told of the other.
    private static string? Missing(params IReadOnlyList<string> files) => files.Where(file => !File.Exists(file)).Distinct().ToList() switch
    {
        [] => null,
        [var one] => $"There is no file {one}.",
        var more => $"There are no files {string.Join(" and ", more)}.",
    };

    private static object Shape(string policy, DayFigures figures, ReplayDay day) => new
    {
        policy,
        tickets = day.Visitors.Count,
        figures.Overall,
        services = figures.Services.OrderBy(service => day.ServiceNames[service.Key], StringComparer.Ordinal)
            .ToDictionary(service => day.ServiceNames[service.Key], service => service.Value),
        counters = figures.Counters.ToDictionary(counter => counter.Key.Value, counter => counter.Value),
        figures.UtilisationSpread,
        figures.Unserved,
        figures.OrderViolations,
        figures.PriorityWaitRatio,
    };
}
