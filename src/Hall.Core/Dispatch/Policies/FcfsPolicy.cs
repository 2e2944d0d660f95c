using Hall.Core.Identifiers;

namespace Hall.Core.Dispatch.Policies;

/// <summary>First come, first served over everything that the counter may serve; classes count for nothing.</summary>
internal sealed class FcfsPolicy : HeadOfLinePolicy
{
    public override string Name => "fcfs";

    protected override bool IsBefore(CounterId counter, Head head, Head other, DateTimeOffset now) => head.Place < other.Place;
}
