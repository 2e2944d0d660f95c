using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.CommandLine;

/// <summary>A hub that cannot start says in a sentence why, and ends.</summary>
public sealed class RunVerbTests
{
    [Fact]
    public async Task Run_AddressInUse_SaysSoAndNothingElseFails()
    {
        await using var hub = await HubFixture.StartedAsync();
        var folder = Directory.CreateTempSubdirectory("hall in use ").FullName;

        var (code, output,
            errors) = await HallProgram.RunAsync("run", "--demo", "--data", folder, "--urls", hub.Address.ToString().TrimEnd('/'));

        Assert.Equal(1, code);
        Assert.Contains("Another program listens on http://127.0.0.1:", errors, StringComparison.Ordinal);

        // What ran in the background when the address turned out to be taken ended before the things it uses.
        Assert.DoesNotContain("BackgroundService failed", output + errors, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Run_DataFolderOfAnotherHub_IsRefused()
    {
        var folder = Directory.CreateTempSubdirectory("hall-claimed-").FullName;
        using (await DataFolderClaim.OfAsync(folder, TimeSpan.Zero, TestContext.Current.CancellationToken))
        {
            var (code, _, errors) = await HallProgram.RunAsync("run", "--data", folder, "--urls", "http://127.0.0.1:0");

            Assert.Equal(1, code);
            Assert.StartsWith($"Another hub uses the data folder {folder}.", errors, StringComparison.Ordinal);
        }

        (await DataFolderClaim.OfAsync(folder, TimeSpan.Zero, TestContext.Current.CancellationToken)).Dispose();
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Claim_TheOtherHubIsOnItsWayOut_WaitsForIt()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("hall-claimed-").FullName;
        var leaving = await DataFolderClaim.OfAsync(folder, TimeSpan.Zero, cancel);

        var waiting = DataFolderClaim.OfAsync(folder, TimeSpan.FromMinutes(1), cancel);
        Assert.False(waiting.IsCompleted);
        leaving.Dispose();

        (await waiting).Dispose();
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task Run_DataFolderThatCannotBeMade_SaysSo()
    {
        var file = Path.GetTempFileName();

        var (code, _, errors) = await HallProgram.RunAsync("run", "--data", Path.Combine(file, "data"), "--urls", "http://127.0.0.1:0");

        Assert.Equal(1, code);
        Assert.StartsWith("The data folder ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        File.Delete(file);
    }
}
