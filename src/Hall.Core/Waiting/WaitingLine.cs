namespace Hall.Core.Waiting;

/// <summary>One line in order: who has waited longest stands first.</summary>
public sealed class WaitingLine : PlaceList<LinePlace>;
