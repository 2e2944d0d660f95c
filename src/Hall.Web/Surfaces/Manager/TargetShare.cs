namespace Hall.Web.Surfaces.Manager;

/// <summary>The share that was called within the hall's target, as every page of the manager's counts it.</summary>
public static class TargetShare
{
    /// <summary>Percent; null when nobody was called and nobody has waited beyond the target.</summary>
    /// <param name="called">How many were called.</param>
    /// <param name="inTarget">Those of them within the target.</param>
    /// <param name="waitingBeyond">Who waits now and has waited longer than it: each has missed it already.</param>
    public static double? Of(int called, int inTarget, int waitingBeyond) =>
        called + waitingBeyond == 0 ? null : Math.Round(100.0 * inTarget / (called + waitingBeyond));
}
