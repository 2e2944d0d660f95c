using Hall.Devices.Ff68;
using Hall.Devices.Presses;

namespace Hall.Devices.Tests.Ff68;

/// <summary>The same rating of the same pad twice in a moment: a repeat of one citizen's, or the next citizen's.</summary>
public sealed class Ff68PadDriverOutageTests
{
    [Theory]
    [InlineData(800, 1)]
    [InlineData(5_000, 1)]
    [InlineData(5_001, 2)]
    [InlineData(10_000, 2)]
    [InlineData(3_600_000, 2)]
    public async Task Rating_AcknowledgedAndTheSameAgainAfterAnOutage_IsARepeatOnlyAfterAShortOne(int milliseconds, int presses)
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);
        await bench.UntilAsync(counts => counts.Acknowledgements == 1, "the acknowledgement is counted");

        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.BreakAsync();
        bench.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        await bench.ConnectAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Equal(presses, bench.Book.Presses.Select(press => press.Id).Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rating_SameAfterThePadWasAskedForAnother_IsAnotherCitizens(bool outage)
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);
        await bench.UntilAsync(counts => counts.Acknowledgements == 1, "the acknowledgement is counted");

        if (outage)
        {
            await bench.BreakAsync();
        }

        var asking = bench.CommandAsync(1, new StartEvaluation());
        if (outage)
        {
            bench.Time.Advance(TimeSpan.FromMilliseconds(800));
            await bench.ConnectAsync();
        }

        Assert.True(await asking.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await bench.HearAsync(Vectors.StartEvaluation);
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Equal(2, bench.Book.Presses.Select(press => press.Id).Distinct().Count());
    }

    [Fact]
    public async Task Rating_PadOfAnotherWindowIsAsked_IsStillARepeat()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);

        Assert.True(await bench.CommandAsync(2, new StartEvaluation()));
        await bench.HearAsync("FF 68 03 03 68 02 01 0B 0E 16");
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Single(bench.Book.Presses);
    }

    [Fact]
    public async Task Rating_NeverAcknowledgedAndThePadAskedForAnother_StaysOnePress()
    {
        await using var bench = await DriverBench.StartAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bench.Book.Answer = _ => commit.Task;
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.UntilAsync(counts => counts.Presses == 1, "the press is read");
        await bench.BreakAsync();
        commit.SetResult(PressOutcome.Recorded);

        // The pad has been repeating it all the time: what comes first is not the next citizen's.
        var asking = bench.CommandAsync(1, new StartEvaluation());
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await bench.ConnectAsync();
        Assert.True(await asking.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await bench.HearAsync(Vectors.StartEvaluation);
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Single(bench.Book.Presses);
    }

    [Fact]
    public async Task Key_SameAfterALongOutage_CallsNobodyTwice()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.KeyCall);
        await bench.HearAsync(Vectors.KeyCall);
        await bench.BreakAsync();
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.ConnectAsync();
        await bench.SendAsync(Vectors.KeyCall);

        await bench.HearAsync(Vectors.KeyCall);
        Assert.Single(bench.Book.Presses);
    }
}
