using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.State;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision SetTellersOf(HallState state, SetTellers set)
    {
        var before = state.Plan.Configuration;
        var replaced = set.Serving.Select(teller => teller.Teller).Concat(set.Gone).ToHashSet();
        ImmutableArray<TellerDefinition> tellers =
        [
            .. before.Tellers.Where(teller => !replaced.Contains(teller.Teller)).Concat(set.Serving)
                .OrderBy(teller => teller.Teller.Value, StringComparer.Ordinal),
        ];
        if (tellers.IsEmpty || before.Tellers.ToHashSet().SetEquals(tellers))
        {
            return Decision.Nothing;
        }

        return FaultBetween(before, before with { Tellers = [.. tellers] }) is { } fault
            ? Decision.Malformed(fault.Path, fault.Message)
            : Decision.Of(new TellersSet(tellers));
    }

    // Only what this change makes wrong is its fault.
    private static ConfigurationFault? FaultBetween(HallConfiguration before, HallConfiguration after)
    {
        var known = HallConfigurationValidator.Validate(before).Select(fault => fault.Path).ToHashSet();
        return HallConfigurationValidator.Validate(after).FirstOrDefault(fault => !known.Contains(fault.Path));
    }
}
