using CsCheck;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>One step of a random year of matters: who does what, to which of the matters that are open, after how long.</summary>
/// <param name="Make">Makes the command for a matter and a person.</param>
/// <param name="Kind">The command's type.</param>
/// <param name="Aim">Which matter.</param>
/// <param name="Person">Which person.</param>
/// <param name="Hours">How long after the step before.</param>
internal sealed record MatterStep(Func<MatterNumber, StaffNumber, HallCommand> Make, Type Kind, int Aim, int Person, int Hours);

/// <summary>Everything that people and the calendar do to matters.</summary>
internal static class AnyMatterCommand
{
    /// <summary>All commands of matters.</summary>
    public static IReadOnlySet<Type> All { get; } = typeof(HallCommand).Assembly.GetTypes().Where(type => !type.IsAbstract
        && (type.IsSubclassOf(typeof(MatterCommand)) || type == typeof(OpenMatter) || type == typeof(TakeStep) || type == typeof(AskFirst)
            || type == typeof(AnswerEnquiry) || type == typeof(DeclareAbsence) || type == typeof(SetRoster)
            || type == typeof(PublishWorkCalendar) || type == typeof(RecordCheck) || type == typeof(PassDeadlines)
            || type == typeof(DrawChecks))).ToHashSet();

    private static readonly Gen<(Func<MatterNumber, StaffNumber, HallCommand> Make, Type Kind)> Acts = Gen.Frequency(
        (14, Act<OpenMatter>((_, _) => null!)),
        (4, Act<TellOnce>((matter, by) => new TellOnce(matter, []) { By = by })),
        (3, Act<SupplyPapers>((matter, by) => new SupplyPapers(matter, MatterHall.Marks("gg")) { By = by })),
        (14, Act<AcceptMatter>((matter, by) => new AcceptMatter(matter, MatterHall.Marks("gg")) { By = by })),
        (1, Act<DropMatter>((matter, by) => new DropMatter(matter, "wrong") { By = by })),
        (1, Act<NoteReference>((matter, by) => new NoteReference(matter, $"K{by}") { By = by })),
        (18, Step(RouteStep.Review)), (12, Step(RouteStep.Approve)), (12, Step(RouteStep.Peer)),
        (24, Act<PassStep>((matter, by) => new PassStep(matter) { By = by })),
        (4, Act<GiveBackStep>((matter, by) => new GiveBackStep(matter, "relative") { By = by })),
        (8, Act<ReturnStep>((matter, by) => new ReturnStep(matter, ["F01"]) { By = by })),
        (10, Act<CorrectMatter>((matter, by) => new CorrectMatter(matter, "mended") { By = by })),
        (9, Gen.Int[1, 5].Select(days => Of<SuspendMatter>((matter, by) => new SuspendMatter(matter, "T1", days) { By = by }))),
        (5, Act<ResumeMatter>((matter, by) => new ResumeMatter(matter) { By = by })),
        (3, Gen.Int[1, 10].Select(days =>
            Of<ExtendMatter>((matter, by) => new ExtendMatter(matter, days, "expert") { By = by, AsLeader = true }))),
        (10, Act<FinishMatter>((matter, by) => new FinishMatter(matter, MatterOutcome.Done) { By = by })),
        (1, Act<FinishMatter>((matter, by) => new FinishMatter(matter, MatterOutcome.Withdrawn) { By = by })),
        (3, Act<TellResult>((matter, by) => new TellResult(matter, DeliveryWay.Phone) { By = by })),
        (5, Act<DeliverMatter>((matter, by) => new DeliverMatter(matter, DeliveryWay.Window, ResultFetcher.Holder) { By = by })),
        (4, Gen.Int[1001, 1005].Select(to =>
            Of<HandOverMatter>((matter, by) => new HandOverMatter(matter, new($"{to}")) { By = by, AsManager = true }))),
        (6, Act<TakeOver>((matter, by) => new TakeOver(matter) { By = by })),
        (1, Act<AskFirst>((_, by) => new AskFirst("hall", "when", by))),
        (1, Gen.Long[1, 9].Select(number => Of<AnswerEnquiry>((_, by) => new AnswerEnquiry(number, "soon", by)))),
        (2, Act<DeclareAbsence>((_, _) => null!)), (1, Act<SetRoster>((_, _) => null!)),
        (1, Act<PublishWorkCalendar>((_, _) => null!)),
        (1, Gen.Long[1, 9].Select(number => Of<RecordCheck>((_, by) => new RecordCheck(number, [], by)))));

    /// <summary>Steps of a year.</summary>
    public static Gen<MatterStep[]> Year(int steps) => Gen.Select(Acts, Gen.Int[0, 1000], Gen.Int[0, 1000],
        Gen.Frequency((30, Gen.Int[0, 2]), (2, Gen.Int[3, 30]), (1, Gen.Int[30, 90])),
        (act, aim, person, hours) => new MatterStep(act.Make, act.Kind, aim, person, hours)).Array[steps];

    private static Gen<(Func<MatterNumber, StaffNumber, HallCommand> Make, Type Kind)> Step(RouteStep step) =>
        Act<TakeStep>((_, by) => new TakeStep(step, by));

    private static Gen<(Func<MatterNumber, StaffNumber, HallCommand> Make, Type Kind)> Act<T>(
        Func<MatterNumber, StaffNumber, HallCommand> make) => Gen.Const(Of<T>(make));

    private static (Func<MatterNumber, StaffNumber, HallCommand> Make, Type Kind) Of<T>(
        Func<MatterNumber, StaffNumber, HallCommand> make) => (make, typeof(T));
}
