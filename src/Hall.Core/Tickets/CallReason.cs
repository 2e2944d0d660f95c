namespace Hall.Core.Tickets;

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

    /// <summary>Another zone was overrun, and this counter helps it.</summary>
    Help,

    /// <summary>As many tickets with a priority as the hall allows were called in a row; a regular one was next.</summary>
    RegularTurn,
}

/// <summary>Kept with each call, for the manager and the auditor.</summary>
/// <param name="Rule">The rule that decided.</param>
/// <param name="Score">b·(wait + credit), seconds; 0 where the rule needs none.</param>
/// <param name="WaitSeconds">How long the ticket had waited, seconds.</param>
/// <param name="RunnerUp">The number that would have been next; null when nobody.</param>
/// <param name="Text">The teller's reason for a chosen number; null otherwise.</param>
/// <param name="RunnerUpScore">
/// The score of <paramref name="RunnerUp"/>, seconds; null when the rule compared none, and in calls of older versions.
/// </param>
public sealed record CallReason(
    CallRule Rule, double Score, double WaitSeconds, string? RunnerUp = null, string? Text = null, double? RunnerUpScore = null);
