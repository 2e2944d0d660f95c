using Hall.Core.Configuration;

namespace Hall.Web.Wording;

/// <summary>The hub's time as the hall's clocks on the wall would show it; a screen's own clock is never asked.</summary>
public static class HallTime
{
    /// <summary>Hours and minutes, such as <c>09:42</c>.</summary>
    public static string Clock(HallPlan plan, DateTimeOffset at) =>
        plan.Local(at).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Day, weekday, hours and minutes, such as <c>11月22日 周日 09:42</c>.</summary>
    public static string DayAndClock(HallPlan plan, DateTimeOffset at, Words words) =>
        plan.Local(at).ToString(words[Word.TimeDayAndClock], words.Culture);
}
