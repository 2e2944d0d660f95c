using Hall.Core.Calendar;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Tests.Matters;

/// <summary>
/// Carries random steps out: each is aimed at a matter that it could fit and, mostly, at a person who could do it, so that many are
/// accepted and the others are wrong in ways that people are.
/// </summary>
internal sealed class RandomYear(MatterHall hall)
{
    private static readonly string[] People = ["1001", "1002", "1003", "1004", "1005", "2001", "2002", "3001", "3002", "4001"];
    private static readonly string[] Services = ["A01", "A02", "A03", "B01", "B01", "A02"];

    /// <summary>The calendar that is in force, as the oracle needs it.</summary>
    public WorkYear[] Years { get; private set; } = [China.Of2026, China.Of2027];

    /// <summary>Carries a step out.</summary>
    /// <returns>What was asked for, and whether it was done.</returns>
    public (HallCommand Command, bool Done) Take(MatterStep step)
    {
        if (step.Hours > 0)
        {
            Wait(step.Hours);
        }

        var command = Aimed(step);
        return (command, hall.Hall.When(command) is { Rejection: null, Events.IsEmpty: false });
    }

    private void Wait(int hours)
    {
        var (day, then) = (hall.State.BusinessDay, hall.Hall.Now.AddHours(hours));
        for (var next = day.AddDays(1); next <= hall.State.Plan.DayOf(then); next = next.AddDays(1))
        {
            hall.To(FormattableString.Invariant($"{next:yyyy-MM-dd} 00:00"));
        }

        hall.Hall.Now = then;
    }

    private HallCommand Aimed(MatterStep step)
    {
        var today = hall.State.BusinessDay;
        var somebody = new StaffNumber(People[step.Person % People.Length]);
        if (step.Kind == typeof(OpenMatter))
        {
            var service = Services[step.Aim % Services.Length];
            return new OpenMatter(hall.Serve(service), new(service), MatterHall.Marks(step.Aim % 3 == 0 ? "gm" : "gg"), step.Aim % 5 + 1);
        }

        if (step.Kind == typeof(DeclareAbsence))
        {
            return new DeclareAbsence(somebody, today.AddDays(step.Aim % 3), today.AddDays(step.Aim % 3 + step.Aim % 4), somebody);
        }

        if (step.Kind == typeof(SetRoster))
        {
            return new SetRoster([new(today.AddDays(step.Aim % 7), somebody)], somebody);
        }

        if (step.Kind == typeof(PublishWorkCalendar))
        {
            var day = new DateOnly(2027, 3, 1).AddDays(step.Aim % 200);
            Years = [China.Of2026, China.Of2027 with { Holidays = [.. China.Of2027.Holidays.Append(day).Distinct().Order()] }];
            return new PublishWorkCalendar(Years, somebody);
        }

        if (step.Person % 5 != 0 && step.Kind == typeof(TakeStep))
        {
            var take = (TakeStep)step.Make(default, somebody);
            return take with { By = Holders(take.Step, step.Person) };
        }

        if (step.Kind == typeof(RecordCheck) && hall.State.Matters.Checks.Values.ElementAtOrDefault(step.Aim % 3) is { } check)
        {
            return new RecordCheck(check.Number, ["F01"], step.Person % 5 == 0 ? somebody : check.Checker);
        }

        var fitting = hall.State.Matters.Matters.Values.Where(matter => Fits(step.Kind, matter)).ToList();
        var matter = fitting.Count == 0 ? null : fitting[step.Aim % fitting.Count];
        return step.Make(matter?.Number ?? new("BJ2026-999999"), step.Person % 5 == 0 || matter is null ? somebody
            : WhoCould(step.Kind, matter) ?? somebody);
    }

    private static StaffNumber Holders(RouteStep step, int person) => step switch
    {
        RouteStep.Review => new(person % 2 == 0 ? "2001" : "2002"),
        RouteStep.Approve => new(person % 2 == 0 ? "3001" : "3002"),
        _ => new(FormattableString.Invariant($"100{person % 5 + 1}")),
    };

    private static bool Fits(Type kind, Matter matter) => kind.Name switch
    {
        nameof(AcceptMatter) or nameof(DropMatter) or nameof(TellOnce) => matter.Acceptor is null && !matter.Stage.IsEnded(),
        nameof(PassStep) or nameof(ReturnStep) or nameof(GiveBackStep) => matter.Taken is not null,
        nameof(CorrectMatter) => matter.Stage == MatterStage.Returned,
        nameof(SuspendMatter) or nameof(ExtendMatter) => matter.Stage.IsRunning(),
        nameof(ResumeMatter) => matter.Suspended is not null,
        nameof(FinishMatter) => matter.Stage == MatterStage.Ready,
        nameof(TellResult) or nameof(DeliverMatter) => matter.Stage.IsFinished(),
        nameof(TakeOver) => matter.HandedTo is not null,
        _ => !matter.Stage.IsEnded(),
    };

    private static StaffNumber? WhoCould(Type kind, Matter matter) => kind.Name switch
    {
        nameof(PassStep) or nameof(ReturnStep) or nameof(GiveBackStep) => matter.Taken?.By,
        nameof(CorrectMatter) => matter.Responsible,
        nameof(TakeOver) => matter.HandedTo,
        nameof(DropMatter) => matter.Opener,
        _ => null,
    };
}
