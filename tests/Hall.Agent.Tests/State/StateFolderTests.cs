using System.Diagnostics;
using Hall.Agent.Settings;
using Hall.Agent.State;
using Hall.Agent.Tests.Support;
using Hall.Devices.Tests.Support;

namespace Hall.Agent.Tests.State;

public sealed class StateFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-state").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Claim_HeldByAnother_IsRefusedWithASentenceThatSaysWhatToDo()
    {
        using (StateFolder.Of(_folder))
        {
            var refused = Assert.Throws<AgentStartException>(() => StateFolder.Of(_folder));
            Assert.Contains(_folder, refused.Message, StringComparison.Ordinal);
            Assert.Contains("--state", refused.Message, StringComparison.Ordinal);
        }

        StateFolder.Of(_folder).Dispose();
    }

    [Fact]
    public async Task Claim_HeldByOneOnItsWayOut_IsHadWhenThatIsGone()
    {
        var leaving = StateFolder.Of(_folder);
        var waiting = StateFolder.OfAsync(_folder, TimeSpan.FromMinutes(1), Token);
        Assert.False(waiting.IsCompleted);
        leaving.Dispose();
        (await waiting.Soon()).Dispose();
    }

    [Fact]
    public async Task Run_SecondProgramWithTheFolderOfAFirst_EndsWithASentenceAndTouchesNothing()
    {
        var outbox = Path.Combine(_folder, "outbox.jsonl");
        await File.WriteAllTextAsync(outbox, "not even a line", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "devices.json"), "[]", Token);
        using var first = StateFolder.Of(_folder);
        var before = Listing();

        using var second = Program();
        var (output, error) = (second.StandardOutput.ReadToEndAsync(Token), second.StandardError.ReadToEndAsync(Token));
        await second.WaitForExitAsync(Token).Soon();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains($"Another agent runs with the state folder {_folder}", await error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        Assert.Empty(await output);
        Assert.Equal(before, Listing());
    }

    private List<string> Listing() =>
    [
        .. new DirectoryInfo(_folder).EnumerateFiles().OrderBy(file => file.Name)
            .Select(file => $"{file.Name} {file.LastWriteTimeUtc:O} {(file.Name == "agent.lock" ? "" : File.ReadAllText(file.FullName))}"),
    ];

    private Process Program()
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "hall-agent.dll"), "run", "--hub", "http://127.0.0.1:1", "--state", _folder,
                "--status-port", "0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["HALL_AGENT_KEY"] = "a-key";
        return Process.Start(start)!;
    }
}
