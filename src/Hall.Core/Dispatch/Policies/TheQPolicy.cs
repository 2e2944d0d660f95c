using Hall.Core.Identifiers;

namespace Hall.Core.Dispatch.Policies;

/// <summary>
/// TheQ (bcgov/queue-management): citizens of the counter's own type by priority and then time; when there is none, anyone by priority and
/// then time. A counter's own type is what the first entry of its <c>serves</c> names.
/// </summary>
internal sealed class TheQPolicy : HeadOfLinePolicy
{
    public override string Name => "theq";

    protected override bool IsBefore(CounterId counter, Head head, Head other, DateTimeOffset now) =>
        head.Line.IsFirstServed != other.Line.IsFirstServed ? head.Line.IsFirstServed : StrictPolicy.IsBefore(head, other);
}
