using Hall.Core.Events;
using Hall.Core.Identifiers;

namespace Hall.Hub.Audit;

/// <summary>What the audit tells of matters: each act of a person, by its event. What the hall does by itself stands in the
/// journal.</summary>
internal static class MatterAudit
{
    private const string Prefix = "matter-";

    /// <summary>The events that may be an act, by name.</summary>
    public static IReadOnlyList<string> Types { get; } =
    [
        .. EventNames.All.Where(pair => pair.Key.IsSubclassOf(typeof(MatterEvent))).Select(pair => pair.Value),
        .. new[] { typeof(AbsenceDeclared), typeof(RosterSet), typeof(WorkCalendarPublished), typeof(EnquiryAnswered) }
            .Select(type => EventNames.All[type]),
    ];

    /// <summary>Who did what to which matter; null for what nobody did.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="happened">The event.</param>
    /// <returns>The actor, the subject and the act as the audit keeps it.</returns>
    public static (string Actor, string Subject, string Detail)? Of(HallId hall, HallEvent happened)
    {
        var subject = happened switch
        {
            MatterEvent matter => $"{hall}/{matter.Matter}",
            AbsenceDeclared absence => $"{hall}/{absence.Staff}",
            _ => hall.Value,
        };
        return By(happened) is { } by ? (by.Value, subject, Act(happened)) : null;
    }

    private static string Act(HallEvent happened) => EventNames.Of(happened) is var name
        && name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static StaffNumber? By(HallEvent happened) => happened switch
    {
        MatterOpened one => one.By,
        MatterDropped one => one.By,
        MatterReferenced one => one.By,
        MatterToldOnce one => one.By,
        PapersSupplied one => one.By,
        MatterAccepted one => one.By,
        StepTaken one => one.By,
        StepGivenBack one => one.By,
        StepPassed one => one.By,
        StepReturned one => one.By,
        MatterCorrected one => one.By,
        MatterSuspended one => one.By,
        MatterResumed one => one.By,
        MatterExtended one => one.By,
        MatterFinished one => one.By,
        ResultTold one => one.By,
        MatterDelivered one => one.By,
        MatterHandedOver one => one.By,
        MatterTakenOver one => one.By,
        CheckRecorded one => one.By,
        AbsenceDeclared one => one.By,
        RosterSet one => one.By,
        EnquiryAnswered one => one.By,
        WorkCalendarPublished one => one.By,
        _ => null,
    };
}
