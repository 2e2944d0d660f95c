using Hall.Core.Configuration;
using Hall.Forecasting.WhatIf;

namespace Hall.Web.Wording;

/// <summary>Says a change in a sentence.</summary>
public static class ChangeWords
{
    /// <summary>Such as "Open counter 3".</summary>
    public static string Of(BalanceChange change, HallPlan plan, Words words) => change switch
    {
        OpenOne open => words[Word.BalanceChangeOpen, open.Counter],
        CloseOne close => words[Word.BalanceChangeClose, close.Counter],
        ServeAlso serve => words.Of(WordGroup.BalanceChangeServe, serve.Kind, serve.Counter, serve.Zone),
        LearnOne learn => words[Word.BalanceChangeLearn, learn.Counter, plan.NameOf(learn.Service, words.Language)],
        _ => change.ToString(),
    };

    /// <summary>Minutes with a decimal below ten: "4.5", "23".</summary>
    public static string Minutes(double seconds, Words words) => Math.Abs(seconds) < 600
        ? (seconds / 60).ToString("0.0", words.Culture)
        : (seconds / 60).ToString("0", words.Culture);

    /// <summary>A difference in minutes with its sign.</summary>
    public static string Difference(double seconds, Words words) =>
        seconds < -3 ? $"−{Minutes(-seconds, words)}" : seconds > 3 ? $"+{Minutes(seconds, words)}" : "±0";
}
