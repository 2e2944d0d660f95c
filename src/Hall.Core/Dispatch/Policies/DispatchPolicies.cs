namespace Hall.Core.Dispatch.Policies;

/// <summary>The policies by name: ours, and those of peers for comparison.</summary>
public static class DispatchPolicies
{
    private static readonly Dictionary<string, Func<IDispatchPolicy>> ByName = new(StringComparer.Ordinal)
    {
        ["hall"] = () => HallPolicy.Instance,
        ["fcfs"] = () => new FcfsPolicy(),
        ["strict"] = () => new StrictPolicy(),
        ["theq"] = () => new TheQPolicy(),
        ["qsystem"] = () => new QSystemPolicy(),
        ["novosga"] = () => new NovoSgaPolicy(),
        ["fqm"] = () => new FqmPolicy(),
    };

    /// <summary>All names, ours first.</summary>
    public static IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>A fresh policy; null when no policy has this name.</summary>
    public static IDispatchPolicy? Create(string name) => ByName.TryGetValue(name, out var create) ? create() : null;
}
