using Hall.Core.Identifiers;

namespace Hall.Core.Dispatch.Policies;

/// <summary>
/// QSystem: each user has a coefficient 0–2 for each service; of the heads of the services' queues the highest coefficient goes first, then
/// the higher class, then who came first. The coefficient is 2 for what the first entry of <c>serves</c> names and 1 for the rest.
/// </summary>
internal sealed class QSystemPolicy : HeadOfLinePolicy
{
    public override string Name => "qsystem";

    protected override bool IsBefore(CounterId counter, Head head, Head other, DateTimeOffset now)
    {
        var (mine, theirs) = (Score(head, now), Score(other, now));
        return mine != theirs ? mine > theirs : StrictPolicy.IsBefore(head, other);
    }

    /// <summary>The coefficient of service × user.</summary>
    protected override double Score(Head head, DateTimeOffset now) => head.Line.IsFirstServed ? 2 : 1;
}
