namespace Hall.Core.Configuration;

/// <summary>Collects broken rules, leaving out what a fault of form at the same place already says.</summary>
/// <param name="lines">Where each path stands in its file.</param>
/// <param name="form">Faults of form that were found before.</param>
public sealed class RuleFaults(FaultLines lines, IReadOnlyList<ConfigurationFault> form)
{
    private readonly HashSet<string> _malformed = [.. form.Select(fault => fault.Path)];
    private readonly HashSet<string> _malformedSections = [.. form.Select(fault => fault.Path.Split('.', '[')[0])];

    /// <summary>What was found, in the order in which it was looked for.</summary>
    public List<ConfigurationFault> Found { get; } = [];

    /// <summary>Adds a broken rule, unless a fault of form at the same place says it already.</summary>
    public void Add(string path, string message)
    {
        for (var place = path; place.Length > 0; place = place[..Math.Max(place.LastIndexOfAny(['.', '[']), 0)])
        {
            if (_malformed.Contains(place))
            {
                return;
            }
        }

        Found.Add(new(path, lines.Of(path), message));
    }

    /// <summary>
    /// Whether other parts can be compared with this section; when it could not be read in full, a reference to it that leads
    /// nowhere would be a consequence, not a fault of its own.
    /// </summary>
    public bool CanReferTo(string section) => !_malformedSections.Contains(section) && !_malformed.Contains("");

    /// <summary>Adds a fault where a number is out of range.</summary>
    public void InRange(string path, double value, double least, double most, string unit)
    {
        if (!(value >= least && value <= most))
        {
            Add(path,
                FormattableString.Invariant($"{value} is out of range. Give {least} to {most}{(unit.Length == 0 ? "" : " ")}{unit}."));
        }
    }

    /// <summary>Adds a fault where a list is too long.</summary>
    public void AtMost(string path, int count, int most)
    {
        if (count > most)
        {
            Add(path, Invariant($"There are {count} entries. At most {most} are possible; remove some."));
        }
    }

    /// <summary>Reports every entry but the first that has the same key.</summary>
    public void Unique<T>(IReadOnlyList<T> entries, Func<T, string> key, Func<int, string> path, string what)
    {
        var first = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < entries.Count; i++)
        {
            var value = key(entries[i]);
            if (!first.TryAdd(value, i))
            {
                Add(path(i), $"The {what} \"{value}\" is already at {path(first[value])}. Give each its own, or remove one.");
            }
        }
    }
}
