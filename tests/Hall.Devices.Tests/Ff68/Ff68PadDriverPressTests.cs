using Hall.Devices.Presses;

namespace Hall.Devices.Tests.Ff68;

public sealed class Ff68PadDriverPressTests
{
    private const string RatingTwoOfPadTwo = "FF 68 03 03 68 02 11 02 15 16";
    private const string AcknowledgeTwoOfPadTwo = "FF 68 03 03 68 02 01 02 05 16";

    [Fact]
    public async Task Rating_Recorded_IsReportedAndAcknowledged()
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        var rating = Assert.IsType<RatingPressed>(Assert.Single(bench.Book.Presses));
        Assert.Equal(("A-01", 1, 2, PadLevel.Satisfied), (rating.Counter, rating.Address, rating.Value, rating.Level));
        Assert.Equal(bench.Time.GetUtcNow(), rating.At);
        Assert.NotEqual(Guid.Empty, rating.Id);
    }

    [Fact]
    public async Task Key_Recorded_IsReportedAndEchoed()
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync(Vectors.KeyFunction12);

        await bench.HearAsync(Vectors.KeyFunction12);
        var key = Assert.IsType<KeyPressed>(Assert.Single(bench.Book.Presses));
        Assert.Equal((PadKey.Function, "12"), (key.Key, key.Digits));
    }

    [Fact]
    public async Task Press_NotYetDurable_IsNotAcknowledged()
    {
        await using var bench = await DriverBench.StartAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bench.Book.Answer = _ => commit.Task;

        await bench.SendAsync(Vectors.RatingTwo, Vectors.RatingTwo);
        await bench.UntilAsync(counts => counts is { Presses: 1, Retransmissions: 1 }, "the press and its repeat are read");
        Assert.True(bench.IsQuiet());
        commit.SetResult(PressOutcome.Recorded);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Single(bench.Book.Presses);
    }

    [Fact]
    public async Task Press_CommitSlowerThan200Milliseconds_IsCountedAsSlow()
    {
        await using var bench = await DriverBench.StartAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bench.Book.Answer = _ => commit.Task;

        await bench.SendAsync(Vectors.RatingTwo);
        await bench.UntilAsync(counts => counts.Presses == 1, "the press is read");
        bench.Time.Advance(TimeSpan.FromMilliseconds(201));
        commit.SetResult(PressOutcome.Recorded);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        await bench.UntilAsync(counts => counts is { Acknowledgements: 1, SlowAcknowledgements: 1 }, "it is counted");
    }

    [Fact]
    public async Task Press_Refused_IsAcknowledged()
    {
        await using var bench = await DriverBench.StartAsync();
        bench.Book.Answer = _ => Task.FromResult(PressOutcome.Refused);

        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
    }

    [Fact]
    public async Task Press_NotRecordedThenRepeated_ComesAgainUnderTheSameId()
    {
        await using var bench = await DriverBench.StartAsync();
        bench.Book.Answer = _ => throw new InvalidOperationException("disk full");
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.UntilAsync(counts => counts.NotRecorded == 1, "the failure is counted");
        bench.Book.Answer = _ => Task.FromResult(PressOutcome.NotRecorded);
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.UntilAsync(counts => counts.NotRecorded == 2, "the second failure is counted");
        Assert.True(bench.IsQuiet());

        bench.Book.Answer = _ => Task.FromResult(PressOutcome.Recorded);
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Equal(3, bench.Book.Presses.Count);
        Assert.Single(bench.Book.Presses.Select(press => press.Id).Distinct());
    }

    [Fact]
    public async Task Rating_SameWithinTwoSeconds_IsAcknowledgedAgainAndCountedOnce()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);

        bench.Time.Advance(TimeSpan.FromSeconds(2));
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Single(bench.Book.Presses);
        Assert.Equal(1, bench.Driver.Counts.Retransmissions);
    }

    [Fact]
    public async Task Rating_SameAfterTwoSeconds_IsASecondPress()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);

        bench.Time.Advance(TimeSpan.FromMilliseconds(2001));
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Equal(2, bench.Book.Presses.Select(press => press.Id).Distinct().Count());
    }

    [Fact]
    public async Task Rating_SameFromAnotherAddressOrAnotherValue_IsAnotherPress()
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);
        await bench.SendAsync(RatingTwoOfPadTwo);
        await bench.HearAsync(AcknowledgeTwoOfPadTwo);
        await bench.SendAsync("FF 68 03 03 68 01 11 03 15 16");
        await bench.HearAsync("FF 68 03 03 68 01 01 03 05 16");

        Assert.Equal(["A-01", "A-02", "A-01"], bench.Book.Presses.Select(press => press.Counter));
    }

    [Fact]
    public async Task Press_WhileAnotherAddressIsBeingRecorded_DoesNotWaitForIt()
    {
        await using var bench = await DriverBench.StartAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bench.Book.Answer = press => press.Address == 1 ? commit.Task : Task.FromResult(PressOutcome.Recorded);

        await bench.SendAsync(Vectors.RatingTwo, RatingTwoOfPadTwo);
        await bench.HearAsync(AcknowledgeTwoOfPadTwo);
        commit.SetResult(PressOutcome.Recorded);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
    }

    [Theory]
    [InlineData("FF 68 03 03 68 09 11 02 1C 16", "FF 68 03 03 68 09 01 02 0C 16")]
    [InlineData("FF 68 03 03 68 01 11 09 1B 16", "FF 68 03 03 68 01 01 09 0B 16")]
    public async Task Press_UnknownAddressOrValue_IsAcknowledgedAndReportedToNobody(string press, string acknowledgement)
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync(press);

        await bench.HearAsync(acknowledgement);
        Assert.Empty(bench.Book.Presses);
        Assert.Equal(1, bench.Driver.Counts.Unconfigured);
    }

    [Fact]
    public async Task Line_Broken_PressInHandIsOnePressWhenThePadRepeatsIt()
    {
        await using var bench = await DriverBench.StartAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bench.Book.Answer = _ => commit.Task;
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.UntilAsync(counts => counts.Presses == 1, "the press is read");

        await bench.BreakAsync();
        commit.SetResult(PressOutcome.Recorded);
        bench.Time.Advance(TimeSpan.FromMinutes(10));
        await bench.ConnectAsync();
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Single(bench.Book.Presses);

        bench.Time.Advance(TimeSpan.FromMilliseconds(2001));
        await bench.SendAsync(Vectors.RatingTwo);
        await bench.HearAsync(Vectors.AcknowledgeTwo);
        Assert.Equal(2, bench.Book.Presses.Count);
    }

    [Fact]
    public async Task Press_WhileAnotherOfItsAddressIsBeingRecorded_WaitsItsTurn()
    {
        await using var bench = await DriverBench.StartAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bench.Book.Answer = press => press is RatingPressed ? commit.Task : Task.FromResult(PressOutcome.Recorded);

        await bench.SendAsync(Vectors.RatingTwo, Vectors.KeyCall, RatingTwoOfPadTwo);
        await bench.UntilAsync(counts => counts is { Frames: 3, Presses: 2 }, "one press of each address is in hand");
        Assert.All(bench.Book.Presses, press => Assert.IsType<RatingPressed>(press));
        commit.SetResult(PressOutcome.Recorded);

        await bench.UntilAsync(counts => counts.Acknowledgements == 3, "all are acknowledged");
        Assert.IsType<KeyPressed>(bench.Book.Presses[^1]);
    }
}
