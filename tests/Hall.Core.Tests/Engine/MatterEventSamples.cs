using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Engine;

/// <summary>A sample of each event of matters, as the golden file has them.</summary>
internal static class MatterEventSamples
{
    private static readonly MatterNumber Number = new("BJ2026-000123");
    private static readonly StaffNumber Teller = new("1001");
    private static readonly StaffNumber Reviewer = new("2001");
    private static readonly DateOnly Day = new(2026, 11, 23);
    private static readonly DateOnly Due = new(2026, 12, 7);

    public static HallEvent[] All { get; } =
    [
        new MatterOpened(Number, Number, new("1"), Teller, new(7), 1, new("A01"), Day,
            [new("身份证", PaperState.Given), new("档案", PaperState.ToFollow, Due)], 3, "K-77", DeliveryWay.Phone,
            new() { Days = 10, Route = [RouteStep.Review, RouteStep.Approve], PapersToFollow = true, FromItems = 2 }),
        new MatterDropped(Number, Teller, Day, "opened in error"),
        new MatterReferenced(Number, Teller, "K-78"),
        new MatterToldOnce(Number, 1, Teller, Day, ["档案"], "the original"),
        new PapersSupplied(Number, Teller, Day, [new("档案", PaperState.Given)], new("1")),
        new MatterAccepted(Number, Teller, Day, 10, Due, [RouteStep.Peer, RouteStep.Approve], new("1002"), new("1")),
        new MatterDeemedAccepted(Number, Day, 10, Due),
        new StepTaken(Number, RouteStep.Review, new("2002"), Reviewer),
        new StepGivenBack(Number, RouteStep.Review, Reviewer, "a relative"),
        new StepPassed(Number, RouteStep.Review, new("2002"), Reviewer, Day, true, new("1002")),
        new StepReturned(Number, RouteStep.Review, Reviewer, null, Day, true, ["F03"], "the date"),
        new MatterCorrected(Number, Teller, Day, "the date is right now"),
        new MatterSuspended(Number, "T1", Reviewer, Day, 5, new(2026, 11, 30)),
        new MatterResumed(Number, null, new(2026, 11, 30), Due),
        new MatterExtended(Number, new("3001"), Day, 5, Due, "the expert is away"),
        new MatterRedated(Number, Due, Day),
        new MatterFinished(Number, MatterOutcome.Refused, Teller, Day, "not in the list of trades"),
        new ResultTold(Number, Teller, Day, DeliveryWay.Telephone),
        new MatterDelivered(Number, Teller, Day, DeliveryWay.Post, ResultFetcher.Agent, "a letter of attorney"),
        new MatterHandedOver(Number, Teller, new("1002"), new("9002")),
        new MatterTakenOver(Number, new("1002")),
        new MatterOverdue(Number, Due),
        new MatterLapsed(Number, Day),
        new CheckDrawn(Number, 4, new("A01"), Day, Teller, Reviewer, Day),
        new CheckRecorded(Number, 4, new("A01"), Day, Teller, Reviewer, Day, ["F03"]),
        new EnquiryOpened(2, "hall", "when is it paid", Teller),
        new EnquiryAnswered(2, "on the 25th", Teller),
        new AbsenceDeclared(Reviewer, Day, Due, new("9002")),
        new RosterSet([new(Day, Teller), new(Due, null)], new("9002")),
        new WorkCalendarPublished([new(2026, [new(2026, 1, 1)], [new(2026, 1, 4)], "announced")]),
    ];
}
