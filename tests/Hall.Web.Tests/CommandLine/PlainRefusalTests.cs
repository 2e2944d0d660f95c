using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.CommandLine;

/// <summary>What somebody at a terminal reads when the words or a file are off: a sentence and an exit code, no stack trace.</summary>
public sealed class PlainRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-refusal").FullName;

    [Fact]
    public async Task Run_AHallFileThatIsMissing_SaysOnlyItsSentence()
    {
        var (exit, output,
            errors) =
            await HallProgram.RunAsync("run", "--hall", Path.Combine(_folder, "none.json"), "--data", _folder, "--urls",
                "http://127.0.0.1:0");

        Assert.Equal(1, exit);
        Assert.Equal(["No hall could be started. Mend these faults and start again:",
            $"  {Path.Combine(_folder, "none.json")}: there is no such file."],
            (output + errors).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')));
    }

    [Theory]
    [InlineData("simulate", "help")]
    [InlineData("--speed", "help", "run")]
    public async Task Help_AskedInWords_PrintsTheUsage(string expected, params string[] args)
    {
        var (exit, output, errors) = await HallProgram.RunAsync(args);

        Assert.Equal(0, exit);
        Assert.Contains("Usage:", output + errors, StringComparison.Ordinal);
        Assert.Contains(expected, output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("not matched", output + errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
