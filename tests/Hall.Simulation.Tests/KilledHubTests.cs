using System.Diagnostics;
using System.Globalization;
using Hall.Web.Tests.Support;

namespace Hall.Simulation.Tests;

/// <summary>A hub in a process of its own that is killed, or watched at its system calls.</summary>
public sealed class KilledHubTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(313)]
    [InlineData(1_200)]
    public async Task Kill_UnderLoad_WhatWasAnsweredIsThereOnce(int answersBefore)
    {
        var folder = Directory.CreateTempSubdirectory("hall-kill-").FullName;
        using var child = Start(Program(), HallChild.Verb, folder, "8", "100000");
        var answered = new List<string[]>();
        while (answered.Count < answersBefore
            && await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            answered.Add(line.Split(' '));
        }

        child.Kill();
        while (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Split(' ') is [_, _, { Length: >= 4 }] whole)
            {
                answered.Add(whole);
            }
        }

        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(answered.Count >= answersBefore, "The hub ended before it was killed.");
        await using var hub = HallOnDisk.Started(folder, TimeProvider.System);
        foreach (var ticket in answered)
        {
            Assert.Equal(1, hub.Count($"SELECT COUNT(*) FROM tickets WHERE Ticket = {ticket[1]} AND Number = '{ticket[2]}'"));
        }

        Assert.Equal(hub.Count("SELECT COUNT(*) FROM tickets"), hub.Count("SELECT COUNT(DISTINCT Number) FROM tickets"));
        Assert.Equal(hub.Count("SELECT COUNT(*) FROM journal"), hub.Count("SELECT MAX(Sequence) FROM journal"));
        Assert.True((await hub.IssueAsync()).Succeeded);
    }

    [Fact]
    public async Task Answer_AtTheSystemCalls_ComesAfterASync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "strace is not installed.");
        var folder = Directory.CreateTempSubdirectory("hall-sync-").FullName;
        var trace = Path.Combine(Directory.CreateTempSubdirectory("hall-trace-").FullName, "trace.txt");
        using var child = Start("/usr/bin/strace", "-f", "-qq", "-y", "-o", trace, "-e", "trace=fdatasync,fsync,write,pwrite64", Program(),
            HallChild.Verb, folder, "1", "20");
        await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Between the last write of the log before an answer and that answer there is a sync of the log.
        var (dirty, answers, syncs) = (false, 0, 0);
        foreach (var line in await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken))
        {
            if (line.Contains("hall.db-wal", StringComparison.Ordinal) && line.Contains("sync(", StringComparison.Ordinal))
            {
                (dirty, syncs) = (false, syncs + 1);
            }
            else if (line.Contains("hall.db-wal", StringComparison.Ordinal))
            {
                dirty = true;
            }
            else if (line.Contains("\"answered ", StringComparison.Ordinal))
            {
                Assert.False(dirty, "An answer came before its sync: " + line);
                answers++;
            }
        }

        Assert.Equal(20, answers);
        Assert.True(syncs >= 20, string.Create(CultureInfo.InvariantCulture, $"{syncs} syncs for twenty answers."));
    }

    private static string Program() => Path.Combine(AppContext.BaseDirectory, "Hall.Simulation.Tests");

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
}
