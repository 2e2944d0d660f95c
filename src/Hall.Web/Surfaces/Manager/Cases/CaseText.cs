using Hall.Core.Cases;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager.Cases;

/// <summary>How cases and complaints are said.</summary>
public static class CaseText
{
    /// <summary>The time left, or how it stands.</summary>
    /// <param name="words">The words.</param>
    /// <param name="standing">How it stands towards its deadline.</param>
    /// <param name="due">The deadline, UTC; null when nothing is due.</param>
    /// <param name="now">The hall's time, UTC.</param>
    /// <param name="waiting">Whether nothing is due because the citizen has to say whether it is settled.</param>
    public static string Left(Words words, CaseStanding standing, DateTimeOffset? due, DateTimeOffset now, bool waiting = false) =>
        standing switch
    {
        CaseStanding.Done when waiting => words[Word.CareStandingWaiting],
        CaseStanding.Done => words[Word.CareStandingDone],
        CaseStanding.Unknown => words[Word.CareStandingUnknown],
        CaseStanding.Missed => words[Word.CareStandingMissed, Span(words, now - due!.Value)],
        _ => words[Word.CareStandingLeft, Span(words, due!.Value - now)],
    };

    private static string Span(Words words, TimeSpan span) => span.TotalHours < 1 ? words[Word.CareMinutes, (int)span.TotalMinutes]
        : span.TotalHours < 48 ? words[Word.CareHours, (int)span.TotalHours] : words[Word.CareDays, (int)span.TotalDays];
}
