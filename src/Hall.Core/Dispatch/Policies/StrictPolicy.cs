using Hall.Core.Identifiers;

namespace Hall.Core.Dispatch.Policies;

/// <summary>The highest class first, however long the others wait; within equal classes first come, first served.</summary>
internal sealed class StrictPolicy : HeadOfLinePolicy
{
    public override string Name => "strict";

    protected override bool IsBefore(CounterId counter, Head head, Head other, DateTimeOffset now) => IsBefore(head, other);

    /// <summary>Higher factor first, then the earlier place.</summary>
    public static bool IsBefore(Head head, Head other) => head.Line.Priority.Factor != other.Line.Priority.Factor
        ? head.Line.Priority.Factor > other.Line.Priority.Factor
        : head.Place < other.Place;
}
