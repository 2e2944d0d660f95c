using System.Text.Json;
using Hall.Core.Calendar;

namespace Hall.Core.Configuration;

/// <summary>Opening hours run forwards and do not overlap.</summary>
internal static class CalendarRules
{
    public static void Check(RuleFaults faults, OpeningHours hours)
    {
        foreach (var (day, periods) in hours.Weekly)
        {
            CheckDay(faults, $"hours.weekly.{JsonNamingPolicy.CamelCase.ConvertName(day.ToString())}", periods);
        }

        foreach (var (day, periods) in hours.Exceptions)
        {
            CheckDay(faults, FormattableString.Invariant($"hours.exceptions.{day:yyyy-MM-dd}"), periods);
        }

        if (!hours.Always && hours.Weekly.Values.All(day => day.Count == 0) && hours.Exceptions.Values.All(day => day.Count == 0))
        {
            faults.Add("hours", "The hall never opens. Give periods under \"weekly\", or set \"always\" to true.");
        }
    }

    private static void CheckDay(RuleFaults faults, string path, IReadOnlyList<OpenPeriod> periods)
    {
        for (var i = 0; i < periods.Count; i++)
        {
            if (periods[i].To <= periods[i].From)
            {
                faults.Add(
                    Invariant($"{path}[{i}].to"),
                    "The period ends before it begins. Put \"to\" after \"from\"; a period cannot run past midnight.");
            }

            if (i > 0 && periods[i].From < periods[i - 1].To)
            {
                faults.Add(Invariant($"{path}[{i}].from"),
                    "The period begins before the one above it has ended. Put them in order without overlap.");
            }
        }
    }
}
