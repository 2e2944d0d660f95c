using System.Globalization;
using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

public sealed class BusinessDayTests
{
    private static readonly CounterId One = new("1");
    private static readonly HallConfiguration Keeping = SmallHall.With(rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.Keep });

    [Fact]
    public void Decide_NoShowRejoinsAfterTheClockWentBackADay_AndItsNumberLives_IsRefused()
    {
        var hall = new GivenHall(Keeping).Open("1");
        var missed = hall.Issue();
        hall.Call();
        hall.Do(new MarkNoShow(One));
        hall.At("2026-11-24 09:00");
        hall.Issue();
        var back = GivenHall.Utc("Asia/Shanghai", "2026-11-23 16:00");
        hall.Do(new CorrectClock(back));
        hall.Now = back;

        Assert.Equal(RejectionCode.TicketEnded, hall.Forbidden(new RejoinTicket(missed)));
    }

    [Fact]
    public void Decide_DayEnds_WaitingAndHeldExpireAndTotalsBeginAnew()
    {
        var hall = new GivenHall().Open("1");
        var held = hall.Issue();
        hall.Call();
        hall.Do(new HoldTicket(One));
        var atWindow = hall.Issue();
        hall.Call();
        var waiting = hall.Issue();
        hall.At("2026-11-24 00:00");

        Assert.Equal(
            [TicketState.Expired, TicketState.Called, TicketState.Expired], new[] { held, atWindow, waiting }.Select(id => hall[id].State));
        Assert.Equal((0, 0), (hall.Today.Issued, hall.Today.Expired));
        Assert.Equal(0, hall.State.Lines.CountOf(new("A")));
        Assert.Equal(["A001", "A003"], [Number(hall), Number(hall)]);
    }

    [Theory]
    [InlineData("always", true)]
    [InlineData("whole days", true)]
    [InlineData("a night", true)]
    [InlineData("an evening", false)]
    [InlineData("a holiday follows", false)]
    public void Decide_HoursOverMidnightHoweverTheyAreWritten_KeepWhoWaitsOrWarn(string hours, bool keeps)
    {
        var hall = new GivenHall(SmallHall.RoundTheClock with { Hours = HoursOf(hours), Rules = new() }, "2026-11-23 23:50").Open("1");
        hall.Issue();
        var second = hall.When(new IssueTicket([new ServiceCode("A01")], PriorityCode.None));
        Assert.Equal(keeps ? [] : [RejectionCode.CannotBeServedToday], second.Warnings);
        hall.At("2026-11-24 00:00");
        Assert.All(hall.State.Tickets.Values, ticket => Assert.Equal(keeps ? TicketState.Waiting : TicketState.Expired, ticket.State));
    }

    [Fact]
    public void Decide_WaitingIsKept_StaysInPlaceAndItsNumberIsSkippedAllDay()
    {
        var hall = new GivenHall(Keeping).Open("1");
        hall.Issue();
        var kept = hall.Issue();
        hall.Serve();
        hall.At("2026-11-24 09:00");
        Assert.Equal(["A001", "A003"], [Number(hall), Number(hall)]);
        Assert.Equal(kept, hall.Call().Ticket);
        hall.Do(new MarkNoShow(One));
        hall.Do(new RejoinTicket(kept));
        Assert.Equal("A004", Number(hall));
        Assert.Equal(kept, hall.Call().Ticket);
    }

    [Fact]
    public void Decide_KeptNumberEndsBeforeItsTurn_IsStillSkippedToday()
    {
        var hall = new GivenHall(Keeping).Open("1");
        hall.Issue();
        hall.At("2026-11-24 09:00").Serve();
        Assert.Equal("A002", Number(hall));
        hall.Restart();
        Assert.Equal("A003", Number(hall));
    }

    [Fact]
    public void Decide_PostponedAndKept_IsDueInTheMorning()
    {
        var hall = new GivenHall(Keeping).Open("1");
        var first = hall.Issue();
        hall.Issue();
        hall.Do(new PostponeTicket(first, 10)).At("2026-11-24 09:00");
        Assert.Equal(first, hall.Call().Ticket);
    }

    [Fact]
    public void Format_AfterNineHundredNinetyNine_HasFourDigits()
    {
        Assert.Equal(["A001", "A999", "A1000"], new[] { 1, 999, 1000 }.Select(i => TicketNumber.Format(new("A"), i)));
        Assert.Equal(1000, TicketNumber.CountOf("A1000", new("A")));
        var hall = new GivenHall();
        for (var i = 0; i < 999; i++)
        {
            hall.Issue();
        }

        Assert.Equal("A1000", Number(hall));
        Assert.Equal("B001", Number(hall, "B01"));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-23 23:59:50", 10)]
    [InlineData("Asia/Kathmandu", "2026-11-23 23:59:50", 10)]
    [InlineData("America/New_York", "2026-11-01 00:00:00", 25 * 3600)]
    [InlineData("America/New_York", "2026-03-08 00:00:00", 23 * 3600)]
    [InlineData("Pacific/Kiritimati", "2026-11-23 12:00:00", 12 * 3600)]
    public void DayOf_LocalMidnight_BeginsTheNextDay(string timeZone, string local, int seconds)
    {
        var hall = new GivenHall(SmallHall.RoundTheClock with { TimeZone = timeZone }, local);
        var day = hall.State.BusinessDay;
        Assert.Equal(DateOnly.FromDateTime(DateTime.Parse(local, CultureInfo.InvariantCulture)), day);
        hall.Issue();

        hall.After(seconds - 1).Do(new OpenBusinessDay(day.AddDays(1)));
        Assert.Equal(day, hall.State.BusinessDay);
        hall.After(1).Do(new OpenBusinessDay(day.AddDays(1)));
        Assert.Equal(day.AddDays(1), hall.State.BusinessDay);
        Assert.Equal("A001", Number(hall));
    }

    [Fact]
    public void Decide_OpenTheSameOrAnEarlierDay_DoesNothing()
    {
        var hall = new GivenHall();
        Assert.Empty(hall.When(new OpenBusinessDay(hall.State.BusinessDay)).Events);
        Assert.Empty(hall.When(new OpenBusinessDay(hall.State.BusinessDay.AddDays(-1))).Events);
        Assert.Empty(hall.When(new OpenBusinessDay(hall.State.BusinessDay.AddDays(1))).Events);
    }

    [Fact]
    public void Decide_ClockCorrectedBackOverMidnight_GoesOnWithTheNumbersOfThatDay()
    {
        var hall = new GivenHall(Keeping).Open("1");
        hall.Issue();
        hall.Serve();
        hall.At("2026-11-24 10:00");
        var wrong = hall.Issue();
        var back = GivenHall.Utc("Asia/Shanghai", "2026-11-23 10:00");
        hall.Do(new CorrectClock(back));
        hall.Now = back;

        Assert.Equal(new DateOnly(2026, 11, 23), hall.State.BusinessDay);
        Assert.Equal("A002", Number(hall));
        hall.After(60).Call();
        Assert.All(hall[wrong].Periods, period => Assert.True(period.To is null || period.To >= period.From));
        hall.At("2026-11-24 09:00");
        Assert.Equal("A003", Number(hall));
    }

    [Fact]
    public void Decide_ClockCorrectedForwardOverMidnight_LeavesTheDayToBeOpened()
    {
        var hall = new GivenHall();
        var waiting = hall.Issue();
        hall.Do(new CorrectClock(GivenHall.Utc("Asia/Shanghai", "2026-11-24 10:00")));
        Assert.Equal(new DateOnly(2026, 11, 23), hall.State.BusinessDay);
        hall.At("2026-11-24 10:00");

        Assert.Equal(TicketState.Expired, hall[waiting].State);
        Assert.Equal("A001", Number(hall));
    }

    private static string Number(GivenHall hall, string service = "A01") =>
        hall.Event<TicketIssued>(new IssueTicket([new(service)], PriorityCode.None)).Number;

    private static OpeningHours HoursOf(string words)
    {
        var evening = new OpenPeriod(new(18, 0), TimeOnly.MaxValue);
        var morning = new OpenPeriod(TimeOnly.MinValue, new(2, 0));
        var day = new OpenPeriod(new(8, 0), new(12, 0));
        OpeningHours Each(params OpenPeriod[] periods) => new()
        {
            Weekly = Enum.GetValues<DayOfWeek>().ToDictionary(weekday => weekday, _ => (IReadOnlyList<OpenPeriod>)periods),
        };

        return words switch
        {
            "always" => new() { Always = true },
            "whole days" => Each(new OpenPeriod(TimeOnly.MinValue, TimeOnly.MaxValue)),
            "a night" => Each(morning, evening),
            "an evening" => Each(day, evening),
            _ => Each(new OpenPeriod(TimeOnly.MinValue, TimeOnly.MaxValue)) with { Holidays = [new(2026, 11, 24)] },
        };
    }
}
