using Hall.Core.Tickets;

namespace Hall.Web.Wording;

/// <summary>Says why a ticket was called, for the teller who serves it and for whoever asks later.</summary>
public static class CallReasonWords
{
    /// <summary>A sentence without its full stop, such as <c>加权等候最靠前（相当于 12 分钟），其后是 A014（11 分钟）</c>; empty when no
    /// reason was kept.</summary>
    public static string Of(CallReason? reason, Words words)
    {
        if (reason is null)
        {
            return "";
        }

        var sentence = reason.Rule switch
        {
            CallRule.Score => words[Word.CallWhyScore, Length(reason.Score, words)],
            CallRule.WaitCap => words[Word.CallWhyWaitCap, Length(reason.WaitSeconds, words)],
            CallRule.Chosen => words[Word.CallWhyChosen, reason.Text ?? words[Word.CallWhyNone]],
            var rule => words.Of(WordGroup.CallWhy, rule),
        };
        return reason switch
        {
            { RunnerUp: { } next, RunnerUpScore: { } score } => sentence + words[Word.CallWhyScored, next, Length(score, words)],
            { RunnerUp: { } next } => sentence + words[Word.CallWhyThen, next],
            _ => sentence,
        };
    }

    private static string Length(double seconds, Words words) => Elapsed.InWords(TimeSpan.FromSeconds(seconds), words);
}
