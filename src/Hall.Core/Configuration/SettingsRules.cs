namespace Hall.Core.Configuration;

/// <summary>The numbers in a hall's rules lie where they mean something.</summary>
public static class SettingsRules
{
    private const int MostRejoinSteps = 10;

    /// <summary>Adds a fault for each number out of its range.</summary>
    public static void Check(RuleFaults faults, HallSettings rules)
    {
        faults.InRange("rules.recallLimit", rules.RecallLimit, 0, 20, "recalls");
        faults.InRange("rules.noShowAfterSeconds", rules.NoShowAfterSeconds, 10, 3600, "seconds");
        faults.InRange("rules.undoSeconds", rules.UndoSeconds, 0, 600, "seconds");
        faults.InRange("rules.feedbackSeconds", rules.FeedbackSeconds, 5, 60, "seconds");
        faults.InRange("rules.restSeconds", rules.RestSeconds, 0, 1800, "seconds");
        faults.InRange("rules.waitCapMinutes", rules.WaitCapMinutes, 1, 1440, "minutes");
        faults.InRange("rules.targetMinutes", rules.TargetMinutes, 1, 480, "minutes");
        faults.InRange("rules.targetPercent", rules.TargetPercent, 1, 100, "percent");
        faults.InRange("rules.specialTargetMinutes", rules.SpecialTargetMinutes, 1, 480, "minutes");
        faults.InRange("rules.specialTargetPercent", rules.SpecialTargetPercent, 1, 100, "percent");
        faults.InRange("rules.reserveThresholdMinutes", rules.ReserveThresholdMinutes, 0, 480, "minutes");
        faults.InRange("rules.mostPriorityInRow", rules.MostPriorityInRow, 0, 100, "tickets");
        faults.InRange("rules.shortServiceWeight", rules.ShortServiceWeight, 0, 1, "");
        faults.InRange("rules.help.startMinutes", rules.Help.StartMinutes, 0, 480, "minutes");
        faults.InRange("rules.help.stopMinutes", rules.Help.StopMinutes, 0, 480, "minutes");
        faults.InRange("rules.help.ownMinutes", rules.Help.OwnMinutes, 0, 480, "minutes");
        faults.InRange("rules.holders.agentNumbers", rules.Holders.AgentNumbers, 0, 50, "numbers");
        if (rules.Help.StopMinutes > rules.Help.StartMinutes)
        {
            faults.Add("rules.help.stopMinutes", "Help would end before it begins. Give at most startMinutes.");
        }

        faults.InRange("rules.postponeLimit", rules.PostponeLimit, 0, 1000, "places");
        faults.InRange("rules.postpone.times", rules.Postpone.Times, 0, 100, "times");
        faults.InRange("rules.postpone.places", rules.Postpone.Places, 0, 1000, "places");
        faults.InRange("rules.staleServiceMinutes", rules.StaleServiceMinutes, 5, 1440, "minutes");
        CheckRejoin(faults, rules.Rejoin);
    }

    private static void CheckRejoin(RuleFaults faults, IReadOnlyList<RejoinStep> steps)
    {
        faults.AtMost("rules.rejoin", steps.Count, MostRejoinSteps);
        for (var i = 0; i < steps.Count; i++)
        {
            faults.InRange(Invariant($"rules.rejoin[{i}].withinCalls"), steps[i].WithinCalls, 1, 1000, "calls");
            faults.InRange(Invariant($"rules.rejoin[{i}].afterCalls"), steps[i].AfterCalls, 0, 1000, "calls");
            if (i > 0 && steps[i].WithinCalls <= steps[i - 1].WithinCalls)
            {
                faults.Add(Invariant($"rules.rejoin[{i}].withinCalls"),
                    "This step is not later than the one above it, so it would never apply. Put the steps in rising order.");
            }
        }
    }
}
