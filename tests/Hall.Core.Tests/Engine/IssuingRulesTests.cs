using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Engine;

public sealed class IssuingRulesTests
{
    private static readonly IssueTicket One = new([new("A01")], PriorityCode.None);

    private static readonly HallConfiguration Office = SmallHall.RoundTheClock with
    {
        Hours = SmallHall.OfficeHours with
        {
            Holidays = [new(2026, 11, 25)],
            Exceptions = new Dictionary<DateOnly, IReadOnlyList<OpenPeriod>>
            {
                [new(2026, 11, 28)] = [new(new(9, 0), new(12, 0))],
                [new(2026, 11, 26)] = [],
            },
        },
    };

    [Theory]
    [InlineData("2026-11-23 08:29:59", RejectionCode.ServiceNotOffered)]
    [InlineData("2026-11-23 08:30:00", null)]
    [InlineData("2026-11-23 11:30:00", RejectionCode.ServiceNotOffered)]
    [InlineData("2026-11-23 17:29:59", null)]
    [InlineData("2026-11-23 17:30:00", RejectionCode.ClosedForToday)]
    [InlineData("2026-11-25 10:00:00", RejectionCode.ClosedForToday)]
    [InlineData("2026-11-26 10:00:00", RejectionCode.ClosedForToday)]
    [InlineData("2026-11-28 10:00:00", null)]
    [InlineData("2026-11-28 12:00:00", RejectionCode.ClosedForToday)]
    [InlineData("2026-11-29 10:00:00", RejectionCode.ClosedForToday)]
    public void Decide_Issue_FollowsTheCalendar(string local, string? code) =>
        Assert.Equal(code, new GivenHall(Office, local).When(One).Rejection?.Code);

    [Fact]
    public void Decide_AfterHours_CallingGoesOn()
    {
        var hall = new GivenHall(Office).Open("1");
        hall.Issue();
        hall.At("2026-11-23 19:00").Serve();
    }

    [Fact]
    public void NextOpenDay_OverHolidayClosureAndWeekend_IsTheMakeUpDay()
    {
        Assert.Equal(new DateOnly(2026, 11, 27), Office.Hours.NextOpenDay(new(2026, 11, 24)));
        Assert.Equal(new DateOnly(2026, 11, 28), Office.Hours.NextOpenDay(new(2026, 11, 27)));
        Assert.Equal(new DateOnly(2026, 11, 30), Office.Hours.NextOpenDay(new(2026, 11, 28)));
        Assert.Equal(new DateOnly(2026, 3, 2), new OpeningHours().NextOpenDay(new(2026, 1, 1)));
    }

    [Fact]
    public void Decide_QuotaOfThePeriodIsTaken_IsForbiddenUntilSomeoneLeaves()
    {
        var service = SmallHall.RoundTheClock.Services[0]
            with { Quotas = [new(new(9, 0), new(10, 0), 2), new(new(10, 0), TimeOnly.MaxValue, 1)] };
        var hall = new GivenHall(SmallHall.RoundTheClock with { Services = [service, .. SmallHall.RoundTheClock.Services.Skip(1)] });
        var first = hall.Issue();
        hall.Issue();
        Assert.Equal(RejectionCode.QuotaFull, hall.Forbidden(One));
        hall.Issue("A03");
        hall.Do(new AbandonTicket(first));
        hall.Issue();
        Assert.Equal(RejectionCode.QuotaFull, hall.Forbidden(One));
        hall.At("2026-11-23 10:00").Issue();
        Assert.Equal(RejectionCode.QuotaFull, hall.Forbidden(One));
        hall.At("2026-11-24 09:00").Issue();
    }

    [Theory]
    [InlineData(ServedTodayRule.Warn)]
    [InlineData(ServedTodayRule.Refuse)]
    public void Decide_HardlyServedToday_WarnsOrRefusesAsTheHallSays(ServedTodayRule rule)
    {
        var hall = new GivenHall(Office with { Rules = Office.Rules with { ServedToday = rule } }, "2026-11-23 16:30").Open("1");
        var early = hall.When(One);
        Assert.Empty(early.Warnings);
        for (var i = 0; i < 6; i++)
        {
            hall.When(One);
        }

        hall.At("2026-11-23 17:20");
        if (rule == ServedTodayRule.Refuse)
        {
            Assert.Equal(RejectionCode.CannotBeServedToday, hall.Forbidden(One));
        }
        else
        {
            Assert.Equal([RejectionCode.CannotBeServedToday], hall.When(One).Warnings);
        }
    }

    [Fact]
    public void Decide_HallRoundTheClock_NeverSaysTooLate()
    {
        var kept = SmallHall.With(rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.ByHours });
        var hall = new GivenHall(kept, "2026-11-23 23:58").Open("1");
        hall.Issue();
        Assert.Empty(hall.When(One).Warnings);
    }

    [Fact]
    public void Decide_HallRoundTheClockThatExpiresWhoWaits_SaysTooLate()
    {
        var hall = new GivenHall(local: "2026-11-23 23:58").Open("1");
        hall.Issue();
        Assert.Equal([RejectionCode.CannotBeServedToday], hall.When(One).Warnings);
    }

    [Fact]
    public void Decide_OneHolder_HasOneLivingNumber()
    {
        var hall = new GivenHall().Open("1");
        var first = hall.Issue(holder: "h");
        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(One with { HolderHash = "h" }));
        hall.Issue(holder: "other");
        hall.Do(new AbandonTicket(first));
        hall.Issue(holder: "h");
    }

    [Fact]
    public void Decide_HelpRequests_AreAnsweredOnce()
    {
        var hall = new GivenHall();
        var asked = hall.Event<HelpRequested>(new RequestHelp("kiosk 1"));
        Assert.Empty(hall.When(new RequestHelp("kiosk 1")).Events);
        Assert.Equal(2, hall.Event<HelpRequested>(new RequestHelp("board east")).Request);
        hall.Do(new AnswerHelp(asked.Request));
        Assert.Equal(RejectionCode.UnknownRequest, hall.Forbidden(new AnswerHelp(asked.Request)));
        Assert.Equal(["board east"], hall.State.HelpWanted.Select(help => help.Place));
        Assert.Equal(RejectionCode.Malformed, hall.Forbidden(new RequestHelp(" ")));
    }

    [Fact]
    public void Decide_HallWithoutConfiguration_IsNotFounded() =>
        Assert.Equal(RejectionCode.HallNotFounded, HallRules.Decide(new HallState(), One, DateTimeOffset.UnixEpoch).Rejection?.Code);
}
