using Hall.Core.Commands;
using Hall.Forecasting.WhatIf;
using Hall.Web.Surfaces.Balance;

namespace Hall.Web.Surfaces.Live;

/// <summary>What can be done about an alert, and the one button that does it.</summary>
/// <param name="Text">The suggestion, a sentence.</param>
/// <param name="Why">Why it would help, or what to know first; may be empty.</param>
/// <param name="Button">What the button says; empty when there is nothing to press.</param>
public sealed record Offer(string Text, string Why, string Button)
{
    /// <summary>A change of the hall that the button makes; null when it makes none.</summary>
    public ChangeOrder? Change { get; init; }

    /// <summary>What is forecast of <see cref="Change"/>; null when nothing is.</summary>
    public BalanceAnswer? Answer { get; init; }

    /// <summary>Another command that the button gives; null when it gives none.</summary>
    public HallCommand? Command { get; init; }

    /// <summary>What takes <see cref="Command"/> back; null when nothing can.</summary>
    public HallCommand? Back { get; init; }

    /// <summary>Where the button leads; null when it does something.</summary>
    public string? Href { get; init; }

    /// <summary>Whether the button puts on record that somebody was sent for.</summary>
    public bool SendsFor { get; init; }

    /// <summary>The wait without and with it, minutes; null where it is not known.</summary>
    public (double Without, double With)? Effect { get; init; }
}
