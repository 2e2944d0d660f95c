using System.CommandLine;
using Hall.Devices.Supervision;
using Hall.Storage.Hosting;

namespace Hall.Web.CommandLine;

/// <summary>The hub's command line: <c>hall VERB</c>. No verb means <c>run</c>.</summary>
public static class HallCommandLine
{
    /// <summary>Runs what the arguments say.</summary>
    /// <returns>0 when it went well, 1 when it failed, 2 when the words are off.</returns>
    public static Task<int> RunAsync(string[] args)
    {
        if (args is ["--version"])
        {
            Console.WriteLine(ProgramVersion.Of(typeof(HallCommandLine).Assembly));
            return Task.FromResult(0);
        }

        OwnersFiles.FromNowOn();
        var root = new RootCommand("Hall: queue, tickets and satisfaction for a public service hall.")
        {
            RunVerb.Create(),
            KeyVerb.Create(),
            AccountVerb.Create(),
            EraseVerb.Create(),
            BackupVerb.Create(),
            RestoreVerb.Create(),
            VerifyVerb.Create(),
            ReplayVerb.Create(), ImportPastVerb.Create(),
            ForecastVerb.Create(),
            SimulateVerb.Create(),
        };
        return root.Parse(WithVerb(args)).InvokeAsync();
    }

    private static string[] WithVerb(string[] args) =>
        args is ["help", .. var verb]
            ? [.. verb, "--help"]
            : args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version"))
                ? ["run", .. args]
                : args;
}
