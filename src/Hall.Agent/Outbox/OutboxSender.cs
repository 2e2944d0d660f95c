using Hall.Agent.Clock;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Outbox;

/// <summary>
/// Takes kept presses to the hub, one after another, and forgets each only when the hub has answered it for good. The presses of a counter
/// stay in order; one that gets no such answer lets those of other counters go first, so that none can hold up the others.
/// </summary>
public sealed partial class OutboxSender : Worker
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(30);
    private readonly PressOutbox _outbox;
    private readonly SetAsidePresses _aside;
    private readonly IPressSink _hub;
    private readonly AgentClock _clock;
    private readonly RestingPresses _resting;

    /// <summary>Makes it.</summary>
    public OutboxSender(PressOutbox outbox, SetAsidePresses aside, IPressSink hub, AgentClock clock, StandstillReport report,
        ILogger<OutboxSender> logger)
        : base(AgentWork.Presses, clock, report, logger) =>
            (_outbox, _aside, _hub, _clock, _resting) = (outbox, aside, hub, clock, new(clock));

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.Zero;

    // It waits for a press, and for the hub, itself.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => null;

    /// <summary>Reports one press, or waits until there is one to report.</summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        await _hub.ReadyAsync(stop);
        var news = _outbox.NewsAsync();
        var (press, nextIn) = _resting.NextOf(_outbox);
        await (press is null ? WaitAsync(news, nextIn, stop) : TakeAsync(press, stop));
    }

    private async Task TakeAsync(KeptPress press, CancellationToken stop)
    {
        var (answer, isOfThePress) = await ReportAsync(press, stop);
        if (answer is null or { Outcome: ReportOutcome.Later })
        {
            // While the hub is away every press waits, and none for a reason of its own.
            if (answer is not null || isOfThePress)
            {
                _resting.Rest(press, isOfThePress);
            }
            else
            {
                await Task.Delay(RetryAfter, Time, stop);
            }

            return;
        }

        if (answer.Outcome == ReportOutcome.Refused)
        {
            LogRefused(Logger, press.EventId, press.Counter, answer.Code, answer.Sentence);
        }

        if (IsBookedNowhere(press, answer) && !IsSetAside(press, answer))
        {
            _resting.Rest(press, isOfThePress: true);
            return;
        }

        _resting.Answered(press);
        _outbox.Forget(press.EventId);
    }

    // A stray press is counted at the hub. A key was a wish of its moment: the teller saw that nothing happened. A rating that is counted
    // nowhere was somebody's word.
    private static bool IsBookedNowhere(KeptPress press, PressAnswer answer) =>
        answer.Outcome == ReportOutcome.Refused && press.Level is not null && answer.Code is not ("stray" or "nothing-to-do");

    private bool IsSetAside(KeptPress press, PressAnswer answer)
    {
        try
        {
            _aside.Add(press, _clock.Computer, answer.Code, answer.Sentence);
            return true;
        }
        catch (IOException fault)
        {
            LogNotSetAside(Logger, press.EventId, fault.Message);
            return false;
        }
    }

    private async Task<(PressAnswer? Answer, bool IsOfThePress)> ReportAsync(KeptPress press, CancellationToken stop)
    {
        try
        {
            return (await _hub.PressAsync(press.ToReport(_clock), stop).WaitAsync(AnswerWithin, _clock, stop), false);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            // Whether the hub has it is not known. It is reported again, and counts once by its event id.
            LogUnanswered(Logger, press.EventId, fault.Message);
            if (fault is TimeoutException)
            {
                // The hub takes one call of an agent at a time: what hangs there would hang every other.
                await _hub.BeginAnewAsync();
            }

            return (null, fault is HubException or TimeoutException);
        }
    }

    private async Task WaitAsync(Task news, TimeSpan? nextIn, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(news, Task.Delay(nextIn is { } left ? TimerSpan.Until(left) : Timeout.InfiniteTimeSpan, _clock, over.Token));
        await over.CancelAsync();
        stop.ThrowIfCancellationRequested();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub refused press {Press} at counter {Counter} ({Code}): {Sentence}")]
    private static partial void LogRefused(ILogger logger, Guid press, string counter, string code, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Press {Press} was not answered and is kept: {Reason}")]
    private static partial void LogUnanswered(ILogger logger, Guid press, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Press {Press} could not be set aside and is kept: {Reason}")]
    private static partial void LogNotSetAside(ILogger logger, Guid press, string reason);
}
