using Hall.Core.Cases;
using Hall.Core.Exchange;
using Hall.Core.Feedback;
using Hall.Core.Tests.Calendar;

namespace Hall.Core.Tests.Exchange;

public sealed class ExchangeTests
{
    private static readonly ExchangeRating Rating = new(
        "tongling-7-1", 1, FeedbackLevel.Dissatisfied, FeedbackChannel.Pad, ["213", "214"], "等太久", new(2026, 11, 23, 9, 5, 7), "A01",
            "参保证明打印", "D1", "340700");

    [Theory]
    [InlineData(FeedbackLevel.VerySatisfied, 5, 1)]
    [InlineData(FeedbackLevel.BasicallySatisfied, 3, 3)]
    [InlineData(FeedbackLevel.Dissatisfied, 2, 4)]
    [InlineData(FeedbackLevel.VeryDissatisfied, 1, 5)]
    public void Codes_OfALevel_RunInOppositeDirections(FeedbackLevel level, int inInterface, int inStandard) =>
        Assert.Equal((inInterface, inStandard), (ExchangeCodes.Interface(level), ExchangeCodes.Standard(level)));

    [Fact]
    public void ToInterface_OfARating_HasItsFields()
    {
        var fields = Rating.ToInterface();
        Assert.Equal(("2", "4", "213,214", "2026-11-23 09:05:07", "0"),
            (fields["satisfaction"], fields["pf"], fields["evalDetail"], fields["assessTime"], fields["isdefault"]));
        Assert.Equal(15, fields.Count);
    }

    [Fact]
    public void ToStandard_OfARating_HasTheFieldsOfTableNine()
    {
        var fields = Rating.ToStandard();
        Assert.Equal(("4", "不满意", "20261123T090507", "1"),
            (fields["满意度代码"], fields["满意度"], fields["评价时间"], fields["评价次数"]));
        Assert.Equal(9, fields.Count);
    }

    [Fact]
    public void Fault_OfABadReviewWithoutReasonOrText_IsNamed()
    {
        Assert.Null(Rating.Fault);
        Assert.Null((Rating with { Reasons = [] }).Fault);
        Assert.Equal("bad-review-without-reason", (Rating with { Reasons = [], Text = null }).Fault);
        Assert.Equal("matter-number", (Rating with { MatterNumber = new('x', 51) }).Fault);
        Assert.Equal("occasion", (Rating with { Occasion = 3 }).Fault);
        Assert.NotEqual(Rating.Key, (Rating with { Occasion = 2 }).Key);
    }

    [Fact]
    public void ToStandard_OfAComplaint_NamesNobodyWhoComplained()
    {
        var days = new HallDays(WorkCalendarTests.Autumn, TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var now = new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero);
        var complaint =
            Complaint.Register("TS2026-00001", "态度", "态度生硬", ComplaintChannel.Phone, null, true, null, now, new(), days).After!;
        var fields = ExchangeComplaint.ToStandard(complaint, "铜陵市社保大厅", "340700", days, now.AddDays(28));
        Assert.Equal(("", "20261102T100000", "20261124T000000", "5"),
            (fields["投诉人"], fields["时间"], fields["承诺时限"], fields["超期天数"]));
    }
}
