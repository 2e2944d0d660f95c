using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Feedback;

public sealed class FeedbackTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall(SmallHall.RoundTheClock with { Hours = SmallHall.OfficeHours }).Open("1", "3");

    [Fact]
    public void Decide_PressWithinTheMinute_RatesTheLegThatEndedThere()
    {
        var ticket = Served();
        var given = _hall.After(15).Event<FeedbackGiven>(Press("p1"));

        Assert.Equal((ticket, 1, "1001", FeedbackChannel.Pad), (given.Ticket, given.Leg, given.Teller.Value, given.Channel));
        Assert.Equal([0, 1, 0, 0, 0], _hall.Today.Ratings);
        Assert.Equal(FeedbackLevel.Satisfied, _hall[ticket].Legs[0].Rating);
    }

    [Fact]
    public void Decide_StrayPresses_AreCountedByKind()
    {
        Assert.Equal(UnmatchedPressKind.Orphan, _hall.Event<UnmatchedPressCounted>(Press("p1")).Kind);
        Served();
        Assert.Equal(UnmatchedPressKind.Late, _hall.After(15.1).Event<UnmatchedPressCounted>(Press("p2")).Kind);
        Served();
        _hall.Do(Press("p3"));
        Assert.Equal(UnmatchedPressKind.Second, _hall.Event<UnmatchedPressCounted>(Press("p4")).Kind);
        Assert.Equal([1, 1, 1, 0], _hall.Today.StrayPresses);
    }

    [Fact]
    public void Decide_PressForAVisitAtAnotherWindow_IsForeign()
    {
        var ticket = Served();
        _hall.Issue("B01");
        _hall.Serve("3");
        var press = new PressPad(new("3"), FeedbackLevel.Satisfied, [], "p1", ticket);
        Assert.Equal(UnmatchedPressKind.Foreign, _hall.Event<UnmatchedPressCounted>(press).Kind);
        Assert.Equal([0, 0, 0, 1], _hall.Today.StrayPresses);
        Assert.Equal(0, _hall.Today.Ratings.Sum());
    }

    [Fact]
    public void Decide_PressOfUnknownTime_IsCountedApartAndRatesNobody()
    {
        var ticket = Served();
        var press = Press("p1") with { Undated = true };
        Assert.Equal(UnmatchedPressKind.Undated, _hall.Event<UnmatchedPressCounted>(press).Kind);
        Assert.Equal([0, 0, 0, 0, 1], _hall.Today.StrayPresses);
        Assert.Null(_hall[ticket].Legs[0].Rating);

        // The same press, reported again: it is one, and whoever stands there now rates himself.
        Assert.Empty(_hall.When(press).Events);
        Assert.Equal(ticket, _hall.Event<FeedbackGiven>(Press("p2")).Ticket);
    }

    [Fact]
    public void Decide_PressThatWasRecordedAndIsOfUnknownTimeWhenItComesAgain_StaysTheRatingItWas()
    {
        Served();
        _hall.Do(Press("p1"));
        Assert.Empty(_hall.When(Press("p1") with { Undated = true }).Events);
        Assert.Equal(0, _hall.Today.StrayPresses.Sum());
    }

    [Fact]
    public void Decide_PressForTheVisitBefore_IsLate()
    {
        var before = Served();
        Served();
        Assert.Equal(UnmatchedPressKind.Late, _hall.Event<UnmatchedPressCounted>(Press("p1") with { Ticket = before }).Kind);
    }

    [Fact]
    public void Decide_CommentWithControlCharactersOrAScript_IsKeptWithoutTheFormer()
    {
        var given = _hall.Event<FeedbackGiven>(Rate(Served()) with { Comment = " <script>x</script>\u0007\r\n\u001b[31m\u202e\u2067好\ud800 " });
        Assert.Equal("<script>x</script>\n[31m好", given.Comment);
    }

    [Fact]
    public void Decide_CommentOfTenThousandCharacters_IsForbiddenAndNothingIsLost() =>
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Rate(Served()) with { Comment = new('长', 10_000) }));

    [Fact]
    public void Decide_RatingSetAsideOnItsDay_LeavesTheDaysTotals()
    {
        var ticket = Served();
        _hall.Do(Rate(ticket) with { Level = FeedbackLevel.Dissatisfied, Reasons = ["213"] }, new SetFeedbackAside(ticket, 1, FeedbackLevel.Dissatisfied, new(2026, 11, 23), "CP1"));
        Assert.Equal(0, _hall.Today.Ratings.Sum());
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new SetFeedbackAside(ticket, 1, FeedbackLevel.Dissatisfied, new(2026, 11, 23), " ")));
    }

    [Fact]
    public void Decide_FollowUp_IsARecordOfItsOwn()
    {
        var ticket = Served();
        _hall.Do(Rate(ticket) with { Level = FeedbackLevel.Dissatisfied, Comment = "慢" });
        Assert.Equal("CP1", _hall.Event<FeedbackFollowedUp>(new FollowUpFeedback(ticket, 1, FeedbackLevel.Satisfied, null, "CP1")).Case);
        Assert.Equal([0, 0, 0, 1, 0], _hall.Today.Ratings);
    }

    [Fact]
    public void Decide_ReasonAfterAPressWithoutOne_IsTakenOnce()
    {
        var ticket = Served();
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(new ExplainFeedback(ticket, 1, ["406"], null)));
        _hall.Do(Press("p1"));
        Assert.Equal(RejectionCode.ReasonOfOtherLevel, _hall.Forbidden(new ExplainFeedback(ticket, 1, ["510"], null)));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ExplainFeedback(ticket, 1, [], " \u0007 ")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ExplainFeedback(ticket, 1, [], new('长', 10_000))));
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(new ExplainFeedback(ticket, 2, ["406"], null)));
        var explained = _hall.Event<FeedbackExplained>(new ExplainFeedback(ticket, 1, ["406", "406"], " 快\u0007 "));
        Assert.Equal((FeedbackLevel.Satisfied, "406", "快"), (explained.Level, Assert.Single(explained.Reasons), explained.Comment));
        _hall.Restart();
        Assert.Equal(RejectionCode.AlreadyRated, _hall.Forbidden(new ExplainFeedback(ticket, 1, ["406"], null)));
        Assert.Equal([0, 1, 0, 0, 0], _hall.Today.Ratings);
    }

    [Fact]
    public void Decide_ReasonWhereOneWasGiven_IsForbidden()
    {
        var ticket = Served();
        _hall.Do(Rate(ticket) with { Reasons = ["406"] });
        Assert.Equal(RejectionCode.AlreadyRated, _hall.Forbidden(new ExplainFeedback(ticket, 1, ["406"], null)));
    }

    [Fact]
    public void Decide_DefaultRating_WaitsUntilNobodyCanRateAnyMore()
    {
        var ticket = Served();
        Assert.Empty(_hall.When(new EnterDefaultFeedback(ticket, 1)).Events);
        _hall.At("2026-11-24 09:00").At("2026-11-25 09:00");
        Assert.Equal(FeedbackLevel.BasicallySatisfied, _hall.Event<FeedbackDefaulted>(new EnterDefaultFeedback(ticket, 1)).Level);
        Assert.Equal(0, _hall.Today.Ratings.Sum());
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new EnterDefaultFeedback(ticket, 0)));
    }

    [Fact]
    public void Decide_SamePressTwice_CountsOnceAlsoAfterARestart()
    {
        Served();
        _hall.Do(Press("p1"));
        Assert.Empty(_hall.When(Press("p1")).Events);
        _hall.Restart();
        Assert.Empty(_hall.When(Press("p1")).Events);
        Assert.Equal([0, 1, 0, 0, 0], _hall.Today.Ratings);
    }

    [Fact]
    public void Decide_ReasonsOfAnotherLevelOrUnknown_AreForbidden()
    {
        var ticket = Served();
        Assert.Equal(RejectionCode.ReasonOfOtherLevel, _hall.Forbidden(Rate(ticket) with { Reasons = ["510"] }));
        Assert.Equal(RejectionCode.UnknownReason, _hall.Forbidden(Rate(ticket) with { Reasons = ["999"] }));
        Assert.Equal(RejectionCode.ReasonOfOtherLevel, _hall.Forbidden(new PressPad(One, FeedbackLevel.Satisfied, ["510"], "p")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Rate(ticket) with { Level = (FeedbackLevel)9 }));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Rate(ticket) with { Comment = new('x', 1001) }));
        Assert.Equal(["406"], _hall.Event<FeedbackGiven>(Rate(ticket) with { Reasons = ["406", "406"] }).Reasons);
    }

    [Fact]
    public void Decide_BadReviewWithoutReasonOrText_IsForbiddenButOnAPad()
    {
        foreach (var level in new[] { FeedbackLevel.Dissatisfied, FeedbackLevel.VeryDissatisfied })
        {
            var ticket = Served();
            Assert.Equal(RejectionCode.ReasonNeeded, _hall.Forbidden(Rate(ticket) with { Level = level }));
            Assert.Equal(RejectionCode.ReasonNeeded, _hall.Forbidden(Rate(ticket) with { Level = level, Comment = " \u0007 " }));
            Assert.Equal(level, _hall.Event<FeedbackGiven>(Press($"p-{level}") with { Level = level }).Level);
            Assert.Equal(RejectionCode.AlreadyRated, _hall.Forbidden(Rate(ticket) with { Level = level }));
            Assert.Equal("慢", _hall.Event<FeedbackGiven>(Rate(Served()) with { Level = level, Comment = "慢" }).Comment);
        }
    }

    [Fact]
    public void Decide_RatingBeforeTheServiceEnded_IsForbidden()
    {
        var ticket = _hall.Issue();
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(Rate(ticket)));
        _hall.Call();
        _hall.Do(new StartService(One));
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(Rate(ticket)));
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(Rate(ticket) with { Leg = 1 }));
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(Rate(ticket) with { Leg = 2 }));
    }

    [Fact]
    public void Decide_NoShow_CannotRate()
    {
        var ticket = _hall.Issue();
        _hall.Call();
        _hall.Do(new MarkNoShow(One));
        Assert.Equal(RejectionCode.NotServed, _hall.Forbidden(Rate(ticket)));
    }

    [Fact]
    public void Decide_TwoLegs_AreRatedOnceEach()
    {
        var ticket = _hall.Issue("A01 B01");
        _hall.Serve();
        _hall.Serve("3");

        Assert.Equal(2, _hall.Event<FeedbackGiven>(Rate(ticket)).Leg);
        Assert.Equal(1, _hall.Event<FeedbackGiven>(Rate(ticket)).Leg);
        Assert.Equal(RejectionCode.AlreadyRated, _hall.Forbidden(Rate(ticket)));
        Assert.Equal(RejectionCode.AlreadyRated, _hall.Forbidden(Rate(ticket) with { Leg = 1 }));
        Assert.Equal(UnmatchedPressKind.Second, _hall.Event<UnmatchedPressCounted>(Press("p")).Kind);
        Assert.Equal(2, _hall.Today.LegsServed);
    }

    [Fact]
    public void Decide_FridaysTicket_CanBeRatedUntilTheEndOfMonday()
    {
        _hall.At("2026-11-27 16:00");
        var ticket = Served();
        var other = Served();
        _hall.At("2026-11-28 00:00").At("2026-11-29 00:00").At("2026-11-30 23:59").Do(Rate(ticket));
        Assert.Equal([0, 1, 0, 0, 0], _hall.Today.Ratings);
        Assert.Equal(0, _hall.Today.Completed);

        Assert.Equal(RejectionCode.UnknownTicket, _hall.At("2026-12-01 00:00").Forbidden(Rate(other)));
    }

    [Fact]
    public void Decide_YesterdaysTicketRatedWhileTodaysHasItsNumber_TodaysIsStillFound()
    {
        var yesterdays = _hall.Issue(holder: "h");
        _hall.Serve();
        _hall.At("2026-11-24 09:00");
        var todays = _hall.Issue(holder: "h");
        _hall.Do(Rate(yesterdays));

        Assert.Equal(todays, _hall.State.FindByNumber("A001")!.Id);
        Assert.Equal(RejectionCode.AlreadyHolding, _hall.Forbidden(new IssueTicket([new("A01")], PriorityCode.None, HolderHash: "h")));
    }

    private TicketId Served()
    {
        _hall.Issue();
        return _hall.Serve();
    }

    [Fact]
    public void Press_OfAPadWhoseWindowHasGoneOn_IsTheVisitsThatItAskedAboutByTheTimeOfTheChoice()
    {
        _hall.Issue();
        var first = _hall.Serve();
        var chosen = _hall.After(2).Now;
        _hall.After(1).Issue();
        _hall.Serve();

        var given = _hall.Event<FeedbackGiven>(new PressPad(One, FeedbackLevel.Dissatisfied, [], "p1", first, chosen));
        Assert.Equal(first, given.Ticket);
        Assert.IsType<UnmatchedPressCounted>(Assert.Single(_hall.When(new PressPad(One, FeedbackLevel.Dissatisfied, [], "p2", first)).Events));
    }

    private static PressPad Press(string id) => new(One, FeedbackLevel.Satisfied, [], id);

    private static GiveFeedback Rate(TicketId ticket) => new(ticket, null, FeedbackLevel.Satisfied, [], null, FeedbackChannel.QrCode);
}
