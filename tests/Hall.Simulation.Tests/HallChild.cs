using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Web.Tests.Support;

namespace Hall.Simulation.Tests;

/// <summary>This program as a hub without a web: issues tickets as fast as it can and prints each one that was answered.</summary>
internal static class HallChild
{
    public const string Verb = "--issue-into";

    public static async Task<int> RunAsync(string folder, int callers, int atMost)
    {
        using var output = Console.OpenStandardOutput();
        await using var hub = HallOnDisk.Started(folder, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            for (var i = 0; i < atMost; i++)
            {
                var outcome = await hub.Hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None));
                var line = string.Create(CultureInfo.InvariantCulture, $"answered {outcome.Ticket!.Ticket.Id.Value} {outcome.Ticket.Ticket.Number}\n");
                lock (hub)
                {
                    output.Write(System.Text.Encoding.ASCII.GetBytes(line));
                }
            }
        }));
        return 0;
    }
}
