using Hall.Devices.Lines;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Lines;

public sealed class OwedAnswersTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Take_AnswerToTheQuestion_IsGivenToWhoeverAsked()
    {
        var answers = new OwedAnswers<int>(_time);
        var asked = answers.Ask();

        Assert.True(answers.Take(7));

        Assert.Equal(7, await asked.Soon());
        Assert.Equal(0, answers.Owed);
    }

    [Fact]
    public void Take_NobodyAsked_IsStray()
    {
        var answers = new OwedAnswers<int>(_time);

        Assert.False(answers.Take(7));
        Assert.Equal(1, answers.Stray);
    }

    [Fact]
    public async Task Settle_AnswerThatComesLate_IsDroppedAndNotTakenForTheNext()
    {
        var dropped = new List<int>();
        var answers = new OwedAnswers<int>(_time, dropped.Add);
        _ = answers.Ask();
        answers.GiveUp();

        var settling = answers.SettleAsync(Quiet, Token);
        Assert.False(settling.IsCompleted);
        answers.Take(1);
        Assert.True(await settling.Soon());
        var next = answers.Ask();
        answers.Take(2);

        Assert.Equal(2, await next.Soon());
        Assert.Equal([1], dropped);
    }

    [Fact]
    public async Task Settle_AnswerThatNeverComes_IsForgottenAfterTheQuiet()
    {
        var answers = new OwedAnswers<int>(_time);
        _ = answers.Ask();
        _ = answers.Ask();
        answers.GiveUp();

        var settling = answers.SettleAsync(Quiet, Token);
        await Eventually.Holds(_time, TimeSpan.FromMilliseconds(100), () => settling.IsCompleted, "it is forgotten");

        Assert.False(await settling);
        Assert.Equal(0, answers.Owed);
    }

    [Fact]
    public async Task Ask_SameQuestionOnceMore_IsAnsweredByTheFirstAnswerAndOwesTheSecond()
    {
        var answers = new OwedAnswers<int>(_time);
        var (first, second) = (answers.Ask(), answers.Ask());

        answers.Take(1);

        Assert.Equal((1, 1), (await first.Soon(), await second.Soon()));
        Assert.Equal(1, answers.Owed);
    }

    [Fact]
    public async Task End_LineIsOver_NobodyWaits()
    {
        var answers = new OwedAnswers<int>(_time);
        var asked = answers.Ask();

        answers.End();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.Soon());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answers.Ask().Soon());
    }

    [Fact]
    public void Latest_AnswerAfterItWasGivenUp_SaysHowLongItTook()
    {
        var answers = new OwedAnswers<int>(_time);
        _ = answers.Ask();
        answers.GiveUp();
        _time.Advance(TimeSpan.FromMilliseconds(900));

        answers.Take(1);

        Assert.Equal(TimeSpan.FromMilliseconds(900), answers.Latest);
    }
}
