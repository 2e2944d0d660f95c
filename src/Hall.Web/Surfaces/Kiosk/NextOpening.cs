using Hall.Core.Configuration;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>When tickets are issued again, in words.</summary>
public static class NextOpening
{
    /// <summary>Later today, else on the next open day.</summary>
    public static string Text(HallPlan plan, DateTimeOffset now, Words words)
    {
        var local = plan.Local(now);
        var hours = plan.Configuration.Hours;
        var today = DateOnly.FromDateTime(local);
        if (hours.On(today).FirstOrDefault(period => period.From > TimeOnly.FromDateTime(local)) is { } later)
        {
            return words[Word.KioskOpensToday, later.From.ToString("HH:mm", words.Culture)];
        }

        var day = hours.NextOpenDay(today);
        return hours.On(day) is [var first, ..]
            ? words[Word.KioskOpensDay, day.ToDateTime(first.From).ToString(words[Word.TimeDayAndClock], words.Culture)]
            : "";
    }
}
