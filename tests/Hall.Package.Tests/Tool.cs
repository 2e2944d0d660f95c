using System.Diagnostics;

namespace Hall.Package.Tests;

/// <summary>A program of the machine, run to its end as an administrator would.</summary>
internal static class Tool
{
    // A whole publication on a machine that does much else.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Runs it and expects that it goes well; what it printed, without the last line's end.</summary>
    public static async Task<string> SayAsync(string program, params string[] arguments)
    {
        var (code, output) = await RunAsync(program, arguments);
        Assert.True(code == 0, Invariant($"{program} {string.Join(' ', arguments)} ended with {code}:\n{output}"));
        return output.TrimEnd('\n');
    }

    /// <summary>Runs it; its exit code and all that it printed.</summary>
    public static Task<(int Code, string Output)> RunAsync(string program, params string[] arguments) =>
        RunAsync(program, arguments, environment: null);

    /// <summary>Runs it with further variables.</summary>
    public static async Task<(int Code, string Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancel.CancelAfter(Longest);
        try
        {
            // Nobody is there who could be asked.
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancel.Token);
            var errors = process.StandardError.ReadToEndAsync(cancel.Token);
            await process.WaitForExitAsync(cancel.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
