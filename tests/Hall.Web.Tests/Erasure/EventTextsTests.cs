using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Storage.Texts;
using Hall.Web.Tests.Cases;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;

namespace Hall.Web.Tests.Erasure;

/// <summary>What is sealed on its way into the files, and that the hall itself does not notice.</summary>
public sealed class EventTextsTests
{
    // Names and codes that the hub gives, and that are no text of anybody; a paper is one of the catalogue's, or the rules refuse it.
    private static readonly HashSet<string> NoText = ["By", "Language", "HolderHash", "PhoneHash", "Number", "PressId", "Case", "Paper",
        "Reference", "Ground"];

    public static TheoryData<Type> Events =>
        [.. typeof(HallEvent).Assembly.GetTypes().Where(type => !type.IsAbstract
            && (type.IsSubclassOf(typeof(TicketEvent)) || type.IsSubclassOf(typeof(MatterEvent)) || OfQuestions.Contains(type)))];

    private static readonly Type[] OfQuestions = [typeof(EnquiryOpened), typeof(EnquiryAnswered)];

    [Theory]
    [MemberData(nameof(Events))]
    public void Of_EveryTextOfEveryEventOfAVisit_IsKnownAndReplaced(Type type)
    {
        foreach (var text in type.GetProperties()
            .Where(property => property.PropertyType == typeof(string) && !NoText.Contains(property.Name) && property.Name != "Place"))
        {
            var happened = (HallEvent)RuntimeHelpers.GetUninitializedObject(type);
            type.GetField($"<{text.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(happened, "said");
            Assert.True(EventTexts.Of(happened) == "said", $"{type.Name}.{text.Name} is not sealed.");
            Assert.Equal("other", text.GetValue(EventTexts.With(happened, "other")));
        }
    }

    [Fact]
    public void Of_ReasonOfACall_IsKnownAndReplaced()
    {
        var called = new TicketCalled(new(1), new("1"), new("1001"), new(CallRule.Chosen, 0, 0, Text: "said"));
        Assert.Equal("said", EventTexts.Of(called));
        Assert.Equal("other", ((TicketCalled)EventTexts.With(called, "other")).Reason.Text);
    }

    [Fact]
    public async Task Commit_VisitWithTextsOverMidnight_NoFileHoldsThemAndTheHallHasThemAfterARestart()
    {
        await using var hall = HallOnDisk.Started();
        await SayAsync(hall);
        await hall.ToDayAsync(1);
        Assert.True(hall.Count("SELECT COUNT(*) FROM openings WHERE instr(State, '[sealed:1:') > 0") > 0,
            "The state of the morning has the texts, sealed.");
        Assert.True(hall.Count("SELECT COUNT(*) FROM kept_outcomes WHERE instr(Outcome, '[sealed:1:') > 0") > 0,
            "So has the answer that is kept.");

        await hall.RestartAsync();

        var state = await hall.Hall.AskAsync(new WholeState(), TestContext.Current.CancellationToken);
        Assert.Contains("资料缺一页甲乙丙", Assert.Single(state.Tickets, ticket => !ticket.Notes.IsEmpty).Notes);
        foreach (var text in new[] { "资料缺一页甲乙丙", "窗口态度子丑寅" })
        {
            Assert.False(OldContacts.IsIn(hall.Folder, System.Text.Encoding.UTF8.GetBytes(text)), $"{text} stands in a file.");
            Assert.False(OldContacts.IsIn(hall.Folder,
                System.Text.Encoding.UTF8.GetBytes(System.Text.Json.JsonSerializer.Serialize(text)[1..^1])),
                $"{text} stands in a file, escaped.");
        }

        await hall.StopAsync();
        Assert.Empty(CommandLine.Faults(hall.Folder));
    }

    [Fact]
    public async Task Commit_ThatFails_LeavesAKeyWithoutItsEventWhichHarmsNobody()
    {
        await using var hall = HallOnDisk.Started();
        await SayAsync(hall);
        hall.Writer.BeforeCommit = _ => throw new IOException("pulled");
        await Assert.ThrowsAsync<JournalUnavailableException>(() =>
            hall.Hall.ExecuteAsync(new TakeNote(new("1"), "不会写入"), null, TestContext.Current.CancellationToken));
        hall.Writer.BeforeCommit = null;
        await hall.UntilAsync(() => hall.Alerts.All.All(alert => alert.Kind != Hall.Storage.Alerts.AlertKind.JournalUnavailable),
            TimeSpan.FromSeconds(1));

        await hall.DoAsync(new TakeNote(new("1"), "再写一次"));

        await hall.StopAsync();
        Assert.Empty(CommandLine.Faults(hall.Folder));
    }

    // At counter 1: a ticket with a note, a comment to its rating, and an answer that is kept.
    private static async Task SayAsync(HallOnDisk hall)
    {
        var (one, cancel) = (new CounterId("1"), TestContext.Current.CancellationToken);
        await hall.DoAsync(new OpenCounter(one, new("1001")));
        await hall.DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        await hall.DoAsync(new CallNext(one));
        await hall.DoAsync(new StartService(one));
        Assert.Null((await hall.Hall.ExecuteAsync(new TakeNote(one, "资料缺一页甲乙丙"), new("test", "1", "x"), cancel)).Rejection);
        var ticket = hall.Hall.Snapshot.Counter(one)?.Counter.Ticket ?? (await hall.Hall.AskAsync(new WholeState(), cancel)).Tickets[0].Id;
        await hall.DoAsync(new CompleteService(one));
        await hall.DoAsync(new GiveFeedback(ticket, 1, FeedbackLevel.Dissatisfied, [], "窗口态度子丑寅", FeedbackChannel.QrCode));
        await hall.DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        await hall.DoAsync(new CallNext(one));
        await hall.DoAsync(new StartService(one));
    }

    private static class CommandLine
    {
        public static IEnumerable<string> Faults(string folder) => Hall.Web.CommandLine.VerifyVerb.Faults(folder);
    }
}
