namespace Hall.Forecasting.Learning;

/// <summary>How a <see cref="QuantileBoost"/> is fitted.</summary>
/// <param name="Trees">Number of trees.</param>
/// <param name="Leaves">Most leaves of a tree.</param>
/// <param name="Rate">Share of a leaf's correction that is taken, 0–1.</param>
/// <param name="LeafRows">Fewest rows in a leaf.</param>
/// <param name="RowShare">Share of the rows that a tree sees, 0–1.</param>
/// <param name="FeatureShare">Share of the features that a tree sees, 0–1.</param>
public sealed record BoostSettings(int Trees, int Leaves, double Rate, int LeafRows, double RowShare, double FeatureShare);
