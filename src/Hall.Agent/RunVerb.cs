using System.CommandLine;
using Hall.Agent.Clock;
using Hall.Agent.Settings;
using Hall.Agent.State;
using Microsoft.Extensions.Hosting;

namespace Hall.Agent;

/// <summary><c>hall-agent run</c>: carries presses to the hub until it is stopped.</summary>
internal static class RunVerb
{
    private const int DefaultStatusPort = 5090;

    // One that was killed a moment ago may still be on its way out.
    private static readonly TimeSpan PatienceWithAnother = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var hub = new Option<string?>("--hub") { Description = "Base address of the hub; else the variable HALL_HUB." };
        var keyFile = new Option<string?>("--key-file")
        {
            Description = "File with the key, mode 0600; else HALL_AGENT_KEY_FILE, else HALL_AGENT_KEY.",
        };
        var state = new Option<string?>("--state") { Description = "Folder of the outbox; else HALL_AGENT_STATE." };
        var port = new Option<int>("--status-port")
        {
            Description = "Loopback port of the status page.", DefaultValueFactory = _ => DefaultStatusPort,
        };
        const string Does = "Carries the pads of this computer to the hub. This is what happens without a verb.";
        var command = new Command("run", Does) { hub, keyFile, state, port };
        command.SetAction((parsed, cancel) => RunAsync(
            () => AgentSettings.Read(parsed.GetValue(hub), parsed.GetValue(keyFile), parsed.GetValue(state), parsed.GetValue(port),
                Environment.GetEnvironmentVariable), cancel));
        return command;
    }

    private static async Task<int> RunAsync(Func<AgentSettings> settings, CancellationToken cancel)
    {
        try
        {
            var wanted = settings();
            var folder = await StateFolder.OfAsync(wanted.Folder, PatienceWithAnother, cancel).ConfigureAwait(false);
            var app = AgentApplication.Build(wanted, folder, AgentClock.OfThisComputer());
            await using (app.ConfigureAwait(false))
            {
                await app.StartAsync(cancel).ConfigureAwait(false);
                await app.WaitForShutdownAsync(cancel).ConfigureAwait(false);
                return 0;
            }
        }
        catch (Exception fault) when (fault is AgentStartException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return 0;
        }
    }
}
