using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>The desk of one person: a line for each step that is theirs today, or where they have something in hand.</summary>
/// <param name="Who">Staff number.</param>
public sealed record MatterDesk(StaffNumber Who) : HallQuery<ImmutableArray<DeskLine>>
{
    /// <inheritdoc />
    public override ImmutableArray<DeskLine> Answer(HallState state, DateTimeOffset now)
    {
        var today = state.Plan.DayOf(now);
        return
        [
            .. Enum.GetValues<RouteStep>().Select(step => LineOf(state, step, today)).Where(line => line.Holds || line.InHand is not null),
        ];
    }

    private DeskLine LineOf(HallState state, RouteStep step, DateOnly today)
    {
        var (answer, standsFor) = MatterRules.HoldsOf(state, step, Who, today);
        var line = StepLines.LineOf(state.Matters, step).ToList();
        var mine = line.Count(matter =>
            MatterRules.IsFor(state, matter, new(step, Who)) && StepLines.MayLook(matter, step, Who));
        MatterView ViewOf(Matter matter) => MatterView.Of(state.Plan, state.Matters, matter, today);
        return new(step, answer is PostAnswer.Holds or PostAnswer.StandsIn, standsFor,
            StepLines.InHand(state.Matters, step, Who) is { } has ? ViewOf(has) : null, [.. line.Select(ViewOf)], mine);
    }
}

/// <summary>A matter at this very moment; null when there is none, or it ended before the last opening.</summary>
/// <param name="Number">Its number.</param>
public sealed record MatterByNumber(MatterNumber Number) : HallQuery<MatterView?>
{
    /// <inheritdoc />
    public override MatterView? Answer(HallState state, DateTimeOffset now) => state.Matters.Find(Number) is { } matter
        ? MatterView.Of(state.Plan, state.Matters, matter, state.Plan.DayOf(now)) : null;
}

/// <summary>Which open matters another calendar would give another last day, shown before it is published.</summary>
/// <param name="Years">The calendar.</param>
public sealed record RedatedBy(IReadOnlyList<Calendar.WorkYear> Years) : HallQuery<ImmutableArray<Events.MatterRedated>>
{
    /// <inheritdoc />
    public override ImmutableArray<Events.MatterRedated> Answer(HallState state, DateTimeOffset now) =>
        [.. MatterRules.Redated(state.Matters, Calendar.WorkCalendar.Of([.. Years]))];
}
