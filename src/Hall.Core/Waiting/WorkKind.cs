using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>Work that the rules do not tell apart: whoever brings it is called in the order of their waiting.</summary>
/// <param name="Able">The counters that may serve it, by number of the set.</param>
/// <param name="Zone">The zone whose calls those count who let others pass.</param>
/// <param name="IsGeneral">Whether the reserve for special services keeps it back.</param>
/// <param name="Factor">b, the weight of a second of waiting.</param>
/// <param name="CreditSeconds">Seconds that count as already waited.</param>
/// <param name="Service">The service, where the rules prefer short ones; null where they do not.</param>
internal readonly record struct WorkKind(
    int Able, ZoneCode Zone, bool IsGeneral, double Factor, double CreditSeconds, ServiceCode? Service);
