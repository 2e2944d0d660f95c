using Hall.Core.Identifiers;

namespace Hall.Core.Dispatch.Policies;

/// <summary>
/// NovoSGA 1.5: the highest (weight + 1)·wait, where the weight of <c>none</c> is 0 and that of another class its factor; every
/// <see cref="Every"/>th call of a counter goes to the longest waiting normal ticket, when there is one.
/// </summary>
internal sealed class NovoSgaPolicy : HeadOfLinePolicy
{
    /// <summary>Each so manieth call of a counter is a normal one.</summary>
    public const int Every = 3;

    private readonly Dictionary<CounterId, int> _calls = [];

    public override string Name => "novosga";

    public override void Called(CounterId counter) => _calls[counter] = _calls.GetValueOrDefault(counter) + 1;

    protected override bool IsBefore(CounterId counter, Head head, Head other, DateTimeOffset now)
    {
        var normalsTurn = (_calls.GetValueOrDefault(counter) + 1) % Every == 0;
        if (normalsTurn && head.HasPriority != other.HasPriority)
        {
            return !head.HasPriority;
        }

        var (mine, theirs) = (Score(head, now), Score(other, now));
        return mine != theirs ? mine > theirs : head.Place < other.Place;
    }

    protected override double Score(Head head, DateTimeOffset now) =>
        ((head.HasPriority ? head.Line.Priority.Factor : 0) + 1) * head.WaitSeconds(now);
}
