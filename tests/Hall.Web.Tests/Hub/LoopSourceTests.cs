using System.Text.RegularExpressions;

namespace Hall.Web.Tests.Hub;

/// <summary>
/// Whatever goes on beside a caller is a <c>Worker</c>, a <c>HallFollower</c>, a page's <c>Begin</c> or a task that <c>GoOn</c> watches;
/// everything else stands here with who hears of its fault.
/// </summary>
public sealed partial class LoopSourceTests
{
    private static readonly Dictionary<string, string> Heard = new()
    {
        ["Hall.Devices/Supervision/Unawaited.cs"] = "what watches the others; it catches everything",
        ["Hall.Devices/Supervision/Worker.cs"] = "awaits its look",
        ["Hall.Devices/Discovery/PortDiscovery.cs"] = "closes a port that opened too late",
        ["Hall.Devices/IdCards/IdCardPoller.cs"] = "wipes an answer that came too late",
        ["Hall.Devices/Links/WebSocketLink.cs"] = "whatever it throws ends the line, which its supervisor opens anew",
        ["Hall.Devices/Links/FileConnection.cs"] = "the same",
        ["Hall.Hub/Engine/HallEngine.cs"] = "the hall's loop: reads the journal anew or says that it stopped",
        ["Hall.Storage/Journal/JournalWriter.cs"] = "the journal's thread: a commit's fault is its callers'",
        ["Hall.Hub/Balance/WhatIfService.cs"] = "a thread whose fault is its caller's answer",
        ["Hall.Hub/Verification/FolderVerification.cs"] = "the caller waits for it: its fault is the caller's",
        ["Hall.Hub/Verification/HallVerification.cs"] = "the same",
        ["Hall.Hub/Verification/HallPlay.cs"] = "the same",
        ["Hall.Web/Surfaces/HallComponent.cs"] = "the pages' Begin: logged once until it succeeds again",
        ["Hall.Web/Surfaces/Phone/PhoneStream.cs"] = "a request's own loop; the phone opens its stream anew",
    };

    [Fact]
    public void Source_WhatIsBegunAndNotAwaited_IsWatched()
    {
        var found = Sources().Where(source => Unwatched().IsMatch(source.Text)).Select(source => source.Name).ToList();

        Assert.Empty(found.Except(Heard.Keys));
        Assert.Empty(Heard.Keys.Except(found));
    }

    [Theory]
    [InlineData("_ = LookAsync();")]
    [InlineData("_ = InvokeAsync(() => 1);")]
    [InlineData("_ = line.ShowAsync(show).AsTask().ContinueWith(over => over);")]
    [InlineData("x => _ = InvokeAsync(TickAsync)")]
    [InlineData("private async void OnTick() {")]
    [InlineData("var loop = Task.Run(LoopAsync);")]
    [InlineData("using var timer = new PeriodicTimer(Tick, time);")]
    [InlineData("sealed class Crowd : BackgroundService")]
    public void Unwatched_WaysToBeginSomething_AreFound(string code) => Assert.Matches(Unwatched(), code);

    // Emulated devices are tools of tests and demonstrations.
    private static IEnumerable<(string Name, string Text)> Sources()
    {
        var root = Repository.Path("src");
        return Directory.EnumerateFiles(root, "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (Name: Path.GetRelativePath(root, file).Replace('\\', '/'), File: file))
            .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal)
                && !file.Name.Contains("/Emulation/", StringComparison.Ordinal))
            .Select(file => (file.Name, SourceText.OnOneLine(File.ReadAllText(file.File))));
    }

    [GeneratedRegex(@"_ = [\w.!?()]*Async\(|\.ContinueWith\(|async void |(?<!await )Task\.Run\(|new PeriodicTimer\(|new Thread\(|\.StartNew\(|: BackgroundService\b|new Timer\(")]
    private static partial Regex Unwatched();
}
