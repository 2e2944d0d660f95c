namespace Hall.Forecasting.Simulation;

/// <summary>The kinds of distribution of a time.</summary>
public enum DistributionKind
{
    /// <summary>Always the mean.</summary>
    Constant,

    /// <summary>Exponential with the mean.</summary>
    Exponential,

    /// <summary>The sum of <see cref="Distribution.Stages"/> equal exponential stages.</summary>
    Erlang,

    /// <summary>Lognormal with the mean and coefficient of variation.</summary>
    Lognormal,

    /// <summary>One of two exponentials with balanced means, for a coefficient of variation of 1 or more.</summary>
    Hyperexponential,

    /// <summary>One of the given values, each as likely.</summary>
    Empirical,
}

/// <summary>How long something takes, by chance.</summary>
public sealed record Distribution
{
    /// <summary>Its kind.</summary>
    public required DistributionKind Kind { get; init; }

    /// <summary>Mean, seconds, 0 or more; the mean of <see cref="Seconds"/> is used for an empirical one.</summary>
    public double MeanSeconds { get; init; }

    /// <summary>
    /// Coefficient of variation (standard deviation ÷ mean) of lognormal, above 0, and hyperexponential, 1 or more; default 1.
    /// </summary>
    public double Variation { get; init; } = 1;

    /// <summary>Stages of an Erlang distribution, 1 to 1000; default 2.</summary>
    public int Stages { get; init; } = 2;

    /// <summary>Values of an empirical distribution, seconds.</summary>
    public IReadOnlyList<double> Seconds { get; init; } = [];

    /// <summary>Exponential with a mean in seconds.</summary>
    public static Distribution Exponential(double meanSeconds) => new() { Kind = DistributionKind.Exponential, MeanSeconds = meanSeconds };

    /// <summary>Lognormal with a mean in seconds and a coefficient of variation.</summary>
    public static Distribution Lognormal(double meanSeconds, double variation) =>
        new() { Kind = DistributionKind.Lognormal, MeanSeconds = meanSeconds, Variation = variation };

    /// <summary>Mean, seconds.</summary>
    public double Mean() => Kind == DistributionKind.Empirical ? Seconds.Average() : MeanSeconds;

    /// <summary>Draws one value, seconds.</summary>
    public double Draw(Dice dice) => Kind switch
    {
        DistributionKind.Constant => MeanSeconds,
        DistributionKind.Exponential => MeanSeconds * dice.Exponential(),
        DistributionKind.Erlang => ErlangOf(dice),
        DistributionKind.Lognormal => LognormalOf(dice),
        DistributionKind.Hyperexponential => HyperexponentialOf(dice),
        _ => Seconds[dice.Below(Seconds.Count)],
    };

    private double ErlangOf(Dice dice)
    {
        var sum = 0.0;
        for (var i = 0; i < Stages; i++)
        {
            sum += dice.Exponential();
        }

        return MeanSeconds * sum / Stages;
    }

    private double LognormalOf(Dice dice)
    {
        var variance = Math.Log(1 + (Variation * Variation));
        return MeanSeconds * Math.Exp((Math.Sqrt(variance) * dice.Normal()) - (variance / 2));
    }

    /// <summary>Balanced means (Whitt, 1982): both branches carry half of the mean.</summary>
    private double HyperexponentialOf(Dice dice)
    {
        var squared = Variation * Variation;
        var often = (1 + Math.Sqrt((squared - 1) / (squared + 1))) / 2;
        var part = dice.Unit() < often ? often : 1 - often;
        return MeanSeconds / (2 * part) * dice.Exponential();
    }
}
