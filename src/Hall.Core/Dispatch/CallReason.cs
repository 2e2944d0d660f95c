namespace Hall.Core.Dispatch;

/// <summary>Why a ticket was the next.</summary>
public enum CallRule
{
    /// <summary>Highest b·(wait + credit) among the services of the counter.</summary>
    Score,

    /// <summary>A ticket that was due: rejoined, postponed, transferred to the front.</summary>
    Due,

    /// <summary>It had waited longer than the hall allows.</summary>
    WaitCap,

    /// <summary>Nobody else was waiting.</summary>
    NobodyElse,

    /// <summary>A teller chose the number.</summary>
    Chosen,
}

/// <summary>Kept with each call, for the manager and the auditor.</summary>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Score">b·(wait + credit), seconds; 0 where the rule needs none.</param>
/// <param name="WaitSeconds">How long the ticket had waited, seconds.</param>
/// <param name="RunnerUp">The number that would have been next; null when nobody.</param>
/// <param name="Text">The teller's reason for a chosen number; null otherwise.</param>
public sealed record CallReason(CallRule Rule, double Score, double WaitSeconds, string? RunnerUp = null, string? Text = null);
