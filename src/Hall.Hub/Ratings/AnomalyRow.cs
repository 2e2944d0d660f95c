namespace Hall.Hub.Ratings;

/// <summary>A row of the table of odd ratings.</summary>
public sealed record AnomalyRow(string Teller, string Kind, long SeenNumerator, long SeenDenominator, double Expected, double Chance);
