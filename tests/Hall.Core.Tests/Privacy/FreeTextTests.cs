using System.Reflection;
using System.Runtime.CompilerServices;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Core.Tests.Calendar;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Privacy;

/// <summary>No free text gets past the gate: neither into an event, nor into a case or a complaint.</summary>
public sealed class FreeTextTests
{
    private const string Typed = "身份证11010519491231002X，电话13800138000";
    private const string Kept = "身份证****************2X，电话*******8000";

    // Names, codes and hashes that the hub or a program gives, and that are no text of anybody.
    private static readonly HashSet<string> NoText =
        ["By", "Language", "HolderHash", "PhoneHash", "Number", "PressId", "Case", "Reference", "Ground"];

    public static TheoryData<Type> Commands =>
        [.. typeof(HallCommand).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HallCommand)) && !type.IsAbstract)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void In_EveryTextOfEveryCommand_IsBlanked(Type type)
    {
        foreach (var text in type.GetProperties()
            .Where(property => property.PropertyType == typeof(string) && !NoText.Contains(property.Name)))
        {
            var command = (HallCommand)RuntimeHelpers.GetUninitializedObject(type);
            type.GetField($"<{text.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(command, Typed);
            Assert.True(text.GetValue(FreeText.In(command)) as string == Kept, $"{type.Name}.{text.Name} goes past the gate.");
        }
    }

    [Fact]
    public void Decide_NoteAndReasonOfACall_AreBlankedInTheirEvents()
    {
        var hall = new GivenHall(SmallHall.RoundTheClock).Open("1");
        hall.Issue();
        Assert.Equal(Kept, hall.Event<TicketCalled>(new CallTicket(new("1"), "A001", Typed)).Reason.Text);
        Assert.Equal(Kept, hall.Event<NoteTaken>(new TakeNote(new("1"), Typed)).Text);
    }

    [Fact]
    public void Cases_EveryTextOfAStep_IsBlankedAndTheAnswerKeepsTheOffice()
    {
        var now = new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
        HallDays days = new(WorkCalendarTests.Autumn, TimeZoneInfo.Utc);
        var complaint = Complaint.Register("TS2026-00001", Typed, Typed, ComplaintChannel.Desk, null, false, null, now, new(), days).After!;
        Assert.Equal((Kept, Kept), (complaint.Title, complaint.Content));
        complaint = complaint.Assign(new("9302"), new("13800138000"), now).After!;
        Assert.Equal("13800138000", complaint.Steps[^1].Text);
        complaint = complaint.Reply(new("13800138000"), $"{Typed}；请拨打 0562-2831234", now).After!;
        Assert.Equal($"{Kept}；请拨打 0562-2831234", complaint.Answer);
        Assert.Equal(complaint.Answer, complaint.Steps[^1].Text);

        var review = ReviewCase.Open("CP2026-00001", new(new(1), "A001", 1, new("1"), new("1001"), new("A01")), FeedbackLevel.Dissatisfied,
            [], null, new(2026, 11, 23), false, now, new(), days);
        review = review.Assign(new("9302"), new("9301"), now).After!.Hear(new("9301"), Typed, now, new(), days).After!;
        Assert.Equal(Kept, review.Steps[^1].Text);
    }
}
