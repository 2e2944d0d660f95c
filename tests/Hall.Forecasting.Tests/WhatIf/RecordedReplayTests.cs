using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.WhatIf;

namespace Hall.Forecasting.Tests.WhatIf;

/// <summary>Old days played again: calibrated by the old rule first, and nothing claimed where that misses.</summary>
public sealed class RecordedReplayTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly ServiceCode Pension = new("A01");

    [Fact]
    public void Play_DaysServedInOrder_AreMatchedByTheOldRule()
    {
        var answer = Played(InOrder());
        Assert.Equal((1, 40, 40), (answer.Days, answer.Recorded.Served, answer.Old.Served));
        Assert.InRange(answer.MeanMiss, -0.001, 0.001);
        Assert.True(answer.IsCalibrated);
        Assert.Equal(answer.Old.MeanSeconds - answer.Ours.MeanSeconds, answer.MeanSavedSeconds);
    }

    [Fact]
    public void Play_ARecordWhoseP90TheOldRuleMissesByMoreThanATenth_ClaimsNothing()
    {
        // Whoever came last was called first: the mean is that of any order, and the tail of none.
        var slots = InOrder().OrderBy(visit => visit.Calls).ToList();
        var waiting = InOrder().OrderBy(visit => visit.Arrives).ToList();
        var visits = slots.ConvertAll(slot =>
        {
            var next = waiting.Last(visit => visit.Arrives <= slot.Calls);
            waiting.Remove(next);
            return slot with { Arrives = next.Arrives };
        });

        var answer = Played(visits);
        Assert.InRange(answer.MeanMiss, -ReplayAnswer.MostMiss, ReplayAnswer.MostMiss);
        Assert.True(answer.P90Miss < -ReplayAnswer.MostMiss);
        Assert.False(answer.IsCalibrated);
        Assert.Null(answer.MeanSavedSeconds);
        Assert.Null(answer.P90SavedSeconds);
    }

    [Fact]
    public void Play_TimeBetweenTwoVisitsWhileTheNextWaited_IsARestThatBothReplaysTake()
    {
        // Twenty seconds to clear the desk after each visit: without them the replay would be far too quick.
        var free = new[] { 0.0, 0.0 };
        var visits = new List<RecordedVisit>();
        for (var i = 0; i < 40; i++)
        {
            var window = free[0] <= free[1] ? 0 : 1;
            var call = Math.Max(i * 60, free[window]);
            free[window] = call + 150 + 20;
            visits.Add(new(Day, At(i * 60), At(call), At(call), At(call + 150), Pension, window == 0 ? "1" : "2", PriorityCode.None, true));
        }

        Assert.True(Played(visits).IsCalibrated);
    }

    [Fact]
    public void Play_PriorityThatTheOldRuleIgnored_IsServedEarlierByOurs()
    {
        var visits = InOrder().Select((visit, i) => visit with
        {
            Priority = i % 5 == 4 ? new PriorityCode("elderly") : PriorityCode.None,
        }).ToList();
        var answer = Played(visits);
        Assert.Equal(answer.Old.Served, answer.Ours.Served);
        Assert.NotEqual(answer.Old.P90Seconds, answer.Ours.P90Seconds);
    }

    [Fact]
    public void Play_ADayOnWhichNobodyWasServed_IsLeftOutAndSaid()
    {
        var left = new RecordedVisit(Day.AddDays(1), At(0), At(600), At(600), At(600), Pension, "", PriorityCode.None, false);
        var answer = Played([.. InOrder(), left]);
        Assert.Equal((1, 1), (answer.Days, answer.LeftOut));
    }

    // Two windows, a citizen a minute, each served for two minutes and a half: a line grows.
    private static List<RecordedVisit> InOrder()
    {
        var free = new[] { 0.0, 0.0 };
        var visits = new List<RecordedVisit>();
        for (var i = 0; i < 40; i++)
        {
            var window = free[0] <= free[1] ? 0 : 1;
            var call = Math.Max(i * 60, free[window]);
            free[window] = call + 150;
            visits.Add(new(Day, At(i * 60), At(call), At(call), At(call + 150), Pension, window == 0 ? "1" : "2", PriorityCode.None, true));
        }

        return visits;
    }

    private static ReplayAnswer Played(IReadOnlyCollection<RecordedVisit> visits) =>
        RecordedReplay.Play(visits, "fcfs", stop: TestContext.Current.CancellationToken);

    private static TimeSpan At(double seconds) => TimeSpan.FromHours(8.5) + TimeSpan.FromSeconds(seconds);
}
