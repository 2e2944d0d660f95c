using System.CommandLine;
using System.Text.Json;
using Hall.Core.Dispatch;
using Hall.Core.Dispatch.Policies;
using Hall.Core.Identifiers;
using Hall.Forecasting.Files;
using Hall.Forecasting.Logs;
using Hall.Forecasting.Simulation;
using Hall.Forecasting.WhatIf;

namespace Hall.Web.CommandLine;

/// <summary><c>hall replay</c>: a recorded or invented day through the real dispatcher.</summary>
public static class ReplayVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var tickets = new Argument<string>("TICKETS.csv") { Description = "id,arrive_s,service,priority,service_s,patience_s" };
        var counters = new Argument<string>("COUNTERS.csv")
            { Description = "counter,services,open_s,close_s; services separated by semicolons" };
        tickets.Arity = counters.Arity = ArgumentArity.ZeroOrOne;
        var policy = PolicyOption();
        var log = new Option<string?>("--log")
            { Description = "Instead of a day: a log of days as recorded, day,arrive_s,service,priority,call_s,end_s,server,outcome." };
        var old = new Option<string>("--old-policy")
            { Description = "The rule of then, which is played first.", DefaultValueFactory = _ => "fcfs" };
        var command = new Command("replay", "Replays a day through the real dispatcher and prints waits and loads as JSON.")
            { tickets, counters, policy, log, old };
        command.SetAction(parsed => parsed.GetValue(log) is { } recorded
            ? RunLog(recorded, parsed.GetValue(old)!, parsed.InvocationConfiguration)
            : parsed.GetValue(tickets) is { } first && parsed.GetValue(counters) is { } second
                ? Run(first, second, parsed.GetValue(policy) ?? "hall", parsed.InvocationConfiguration)
                : Lacking(parsed.InvocationConfiguration));
        return command;
    }

    private static int Lacking(InvocationConfiguration console)
    {
        console.Error.WriteLine("Name TICKETS.csv and COUNTERS.csv, or a log of recorded days with --log FILE.csv.");
        return 1;
    }

    // The old rule first: how far it is from the record says what a difference between two replays is worth.
    private static int RunLog(string file, string oldPolicy, InvocationConfiguration console)
    {
        if (PolicyNamed(oldPolicy, console.Error) is null)
        {
            return 1;
        }

        try
        {
            var contacts = ContactLog.Read(file);
            var days = contacts.Select(contact => contact.Day).Distinct().Index().ToDictionary(day => day.Item, day => day.Index);
            var answer = RecordedReplay.Play([.. contacts.Select(contact => VisitOf(contact, days[contact.Day]))], oldPolicy);
            console.Output.WriteLine(JsonSerializer.Serialize(new
            {
                answer.Days, answer.LeftOut, answer.OldPolicy, answer.Recorded, answer.Old, answer.Ours, answer.MeanMiss, answer.P90Miss,
                answer.IsCalibrated, answer.MeanSavedSeconds, answer.P90SavedSeconds,
            }, FiguresJson.Options));
            if (!answer.IsCalibrated)
            {
                console.Error.WriteLine(Invariant($"Nothing is claimed: the rule {oldPolicy}, played, misses the recorded mean wait by ")
                    + Invariant($"{answer.MeanMiss:P1} and the P90 by {answer.P90Miss:P1}; {ReplayAnswer.MostMiss:P0} is the most."));
            }

            return 0;
        }
        catch (Exception fault) when (fault is FaultyFileException or IOException or UnauthorizedAccessException)
        {
            console.Error.WriteLine(fault.Message);
            return 1;
        }
    }

    // A log numbers its days as it likes; which of them are the same is all that matters.
    private static RecordedVisit VisitOf(Contact contact, int day) => new(DateOnly.FromDayNumber(day),
        TimeSpan.FromSeconds(contact.ArriveSeconds), TimeSpan.FromSeconds(contact.CallSeconds), TimeSpan.FromSeconds(contact.CallSeconds),
        TimeSpan.FromSeconds(contact.EndSeconds), new(contact.Service), contact.Server,
        contact.Priority == "2" ? new PriorityCode("appointment") : PriorityCode.None, contact.IsServed);

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
