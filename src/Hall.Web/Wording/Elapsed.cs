using System.Globalization;

namespace Hall.Web.Wording;

/// <summary>Stretches of time as a teller reads them.</summary>
public static class Elapsed
{
    /// <summary>Minutes and seconds, such as <c>03:18</c>; from an hour on <c>1:03:18</c>.</summary>
    public static string Clock(TimeSpan span)
    {
        var shown = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return shown.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)shown.TotalHours}:{shown.Minutes:00}:{shown.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{shown.Minutes:00}:{shown.Seconds:00}");
    }

    /// <summary>In words, such as <c>11 分钟</c> or <c>40 秒</c>.</summary>
    public static string InWords(TimeSpan span, Words words) => span.TotalSeconds < 60
        ? words[Word.TimeSeconds, Math.Max(0, (int)span.TotalSeconds)]
        : words[Word.TimeMinutes, (int)span.TotalMinutes];
}
