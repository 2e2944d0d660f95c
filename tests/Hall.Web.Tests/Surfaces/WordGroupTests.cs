using Hall.Core.Matters;
using System.Text.RegularExpressions;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Feedback;
using Hall.Core.Tickets;
using Hall.Devices.Agents;
using Hall.Devices.Composition;
using Hall.Hub.Configurations;
using Hall.Hub.Accounts;
using Hall.Hub.Setup;
using Hall.Hub.Ratings;
using Hall.Hub.Screens;
using Hall.Storage.Audit;
using Hall.Storage.Ratings;
using Hall.Web.Surfaces.Board;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>Words that are chosen by a value are there for every value, in both languages.</summary>
public sealed partial class WordGroupTests
{
    // Whatever a teller can take back: every event at a window but those that move nobody.
    private static readonly string[] Undoable =
    [
        "counter-closed", "counter-paused", "service-added", "service-completed", "service-exchanged", "service-started", "ticket-called",
        "ticket-held", "ticket-no-show", "ticket-returned", "ticket-transferred",
    ];

    private static readonly Dictionary<string, IEnumerable<string>> Members = new()
    {
        [nameof(WordGroup.AuditKind)] = Constants(typeof(AuditKind)),
        [nameof(WordGroup.BalanceChangeServe)] = Enum.GetNames<ServiceKind>(),
        [nameof(WordGroup.CallWhy)] = Enum.GetNames<CallRule>(),
        [nameof(WordGroup.CareChannel)] = Enum.GetNames<ComplaintChannel>(),
        [nameof(WordGroup.CareReview)] = Enum.GetNames<ReviewStage>(),
        [nameof(WordGroup.CareStage)] = Enum.GetNames<ComplaintStage>(),
        [nameof(WordGroup.ClosingWaiting)] = Enum.GetNames<WaitingAtClosing>(),
        [nameof(WordGroup.ConfigurationKind)] = Enum.GetNames<ServiceKind>(),
        [nameof(WordGroup.CounterAct)] = Enum.GetNames<CounterAction>(),
        [nameof(WordGroup.CounterCallWhy)] = ["1", "2", "3", "4"],
        [nameof(WordGroup.CounterDevice)] = LineFactory.Protocols,
        [nameof(WordGroup.CounterDid)] = Undoable,
        [nameof(WordGroup.CounterUndo)] = Undoable,
        [nameof(WordGroup.CounterPause)] = ["1", "2", "3", "4"],
        [nameof(WordGroup.CounterState)] = Enum.GetNames<CounterState>(),
        [nameof(WordGroup.DraftDay)] = Enum.GetNames<DayOfWeek>().Select(day => day.ToLowerInvariant()),
        [nameof(WordGroup.DraftPicture)] = Enum.GetNames<TopicPicture>().Select(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName),
        [nameof(WordGroup.DraftWordFault)] = Enum.GetNames<EverydayWordFault>(),
        [nameof(WordGroup.KioskAdd)] = ["here", "here.text", "there", "there.text", "byWindow", "byWindow.text"],
        [nameof(WordGroup.KioskComplainRefused)] = ["telephone", "unavailable"],
        [nameof(WordGroup.Month)] = Enum.GetNames<MonthVerdict>().Select(verdict => verdict.ToLowerInvariant()),
        [nameof(WordGroup.ManagerAgentsWork)] = Constants(typeof(AgentWork)),
        [nameof(WordGroup.ManagerDevicesTest)] = Enum.GetNames<Hall.Devices.Lines.TestResult>(),
        [nameof(WordGroup.ManagerTicketState)] = Enum.GetNames<TicketState>(),
        [nameof(WordGroup.ManagerPeriod)] = Enum.GetNames<PeriodKind>(),
        [nameof(WordGroup.MatterOutcome)] = Enum.GetNames<MatterOutcome>(),
        [nameof(WordGroup.MatterPaper)] = Enum.GetNames<PaperState>(),
        [nameof(WordGroup.MatterStage)] = Enum.GetNames<MatterStage>(),
        [nameof(WordGroup.MatterStep)] = Enum.GetNames<RouteStep>(),
        [nameof(WordGroup.MatterWay)] = Enum.GetNames<DeliveryWay>(),
        [nameof(WordGroup.OldDaysPolicy)] = Hall.Core.Dispatch.Policies.DispatchPolicies.Names,
        [nameof(WordGroup.PadLevel)] = Enum.GetNames<FeedbackLevel>(),
        [nameof(WordGroup.PhoneCase)] = Enum.GetNames<ReviewStage>(),
        [nameof(WordGroup.PhoneClosing)] = Enum.GetNames<WaitingAtClosing>(),
        [nameof(WordGroup.PhoneLevel)] = Enum.GetNames<FeedbackLevel>(),
        [nameof(WordGroup.PhoneService)] = Enum.GetNames<VisitServiceState>(),
        [nameof(WordGroup.PhoneState)] = Enum.GetNames<TicketState>(),
        [nameof(WordGroup.RosterPost)] = [PostDefinition.Review, PostDefinition.Approve],
        [nameof(WordGroup.RatingBy)] = PartNames.All,
        [nameof(WordGroup.RatingCut)] = Enum.GetNames<Stretch>(),
        [nameof(WordGroup.RatingOdd)] = Enum.GetNames<AnomalyKind>(),
        [nameof(WordGroup.RatingOddSeen)] = Enum.GetNames<AnomalyKind>(),
        [nameof(WordGroup.RatingSet)] = Enum.GetNames<RowSet>(),
        [nameof(WordGroup.Role)] = Role.All.Concat(Role.All.Select(role => $"{role}.does")),
        [nameof(WordGroup.Setup)] = Enum.GetNames<SetupQuestion>().Except([nameof(SetupQuestion.Found)])
            .SelectMany(step => new[] { step, $"{step}.lead" }),
    };

    // Codes and names that stand in no one list. Whoever adds one adds its word; pages say the key where there is none.
    private static readonly string[] Open =
    [
        nameof(WordGroup.CareDo), nameof(WordGroup.CareLane), nameof(WordGroup.CareRule), nameof(WordGroup.CareStep),
        nameof(WordGroup.CareSure), nameof(WordGroup.Span), nameof(WordGroup.AuditAbout), nameof(WordGroup.AuditAction),
        nameof(WordGroup.AuditMatter), nameof(WordGroup.MatterDo), nameof(WordGroup.MattersWhen),
        nameof(WordGroup.AuditSetting),
        nameof(WordGroup.CareMeans), nameof(WordGroup.ClosingShort), nameof(WordGroup.LiveOfferPage), nameof(WordGroup.ManagerGroup),
        nameof(WordGroup.Configuration), nameof(WordGroup.ConfigurationSection), nameof(WordGroup.CounterDialog),
        nameof(WordGroup.CounterTransfer), nameof(WordGroup.Dispatch), nameof(WordGroup.DispatchUnit), nameof(WordGroup.Draft),
        nameof(WordGroup.DraftValue), nameof(WordGroup.Help), nameof(WordGroup.HelpPage), nameof(WordGroup.HelpPublic),
        nameof(WordGroup.IssueDone), nameof(WordGroup.IssuePrint), nameof(WordGroup.KioskTicket), nameof(WordGroup.Landing),
        nameof(WordGroup.Library),
        nameof(WordGroup.Manager), nameof(WordGroup.ManagerAgentsClock), nameof(WordGroup.ManagerDevicesKind),
        nameof(WordGroup.ManagerDevicesTry), nameof(WordGroup.ManagerFrame), nameof(WordGroup.ManagerHub),
        nameof(WordGroup.ManagerHubWorkerFailed), nameof(WordGroup.ManagerPressDid), nameof(WordGroup.ManagerWhy),
        nameof(WordGroup.Password), nameof(WordGroup.PeopleFault), nameof(WordGroup.Phone), nameof(WordGroup.RatingExchange),
        nameof(WordGroup.RatingFault), nameof(WordGroup.RatingOddExpected), nameof(WordGroup.RatingOwn),
        nameof(WordGroup.RatingRowsFault), nameof(WordGroup.RatingSummary), nameof(WordGroup.Reject), nameof(WordGroup.ScreensFault),
        nameof(WordGroup.SessionsHow), nameof(WordGroup.SetupClosed), nameof(WordGroup.SetupFault),
        nameof(WordGroup.SheetFault), nameof(WordGroup.Tour), nameof(WordGroup.SetupKind), nameof(WordGroup.SetupStep),
    ];

    [Fact]
    public void Members_OfEveryGroup_HaveAWordInBothLanguages()
    {
        var missing =
            from language in new[] { Words.Chinese, Words.English }
            from one in Members
            let prefix = (string)typeof(WordGroup).GetField(one.Key)!.GetRawConstantValue()!
            from member in one.Value
            where Words.For(language).Find($"{prefix}.{member}") is null
            select $"{language}: {prefix}.{member}";

        Assert.Empty(missing);
    }

    [Fact]
    public void Groups_ThatPagesUse_AreListedHere()
    {
        var used = Directory.EnumerateFiles(Repository.Path("src", "Hall.Web"), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".razor" or ".cs" && !file.Contains($"{Path.DirectorySeparatorChar}obj"))
            .SelectMany(file => Used().Matches(File.ReadAllText(file)).Select(use => use.Groups[1].Value)).Distinct();

        // A group of an enumeration, or of a list, gets a row in Members; one whose names stand nowhere a line in Open.
        Assert.Empty(used.Except(Members.Keys).Except(Open));
    }

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    [GeneratedRegex(@"\.Of\(\s*WordGroup\.(\w+)")]
    private static partial Regex Used();
}
