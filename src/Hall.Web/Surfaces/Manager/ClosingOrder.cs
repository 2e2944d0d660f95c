using Hall.Core.Commands;

namespace Hall.Web.Surfaces.Manager;

/// <summary>An emergency closing as somebody has asked for it.</summary>
/// <param name="Reason">Why, for everybody to read.</param>
/// <param name="Waiting">What becomes of those who wait.</param>
public sealed record ClosingOrder(string Reason, WaitingAtClosing Waiting);
