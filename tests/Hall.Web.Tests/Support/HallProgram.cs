using System.Diagnostics;

namespace Hall.Web.Tests.Support;

/// <summary>The hub's own program, run with a verb as an administrator does.</summary>
internal static class HallProgram
{
    /// <summary>Runs it to its end.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunInAsync(null, arguments);

    /// <summary>Runs it to its end on a machine of a language, such as <c>th_TH.UTF-8</c>.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunInAsync(string? language, params string[] arguments)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "hall.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (language is not null)
        {
            start.Environment["LC_ALL"] = language;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await output, await errors);
    }
}
