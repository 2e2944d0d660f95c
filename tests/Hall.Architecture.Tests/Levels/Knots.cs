namespace Hall.Architecture.Tests.Levels;

/// <summary>Folders of one project that reach each other (strongly connected components of more than one, Tarjan 1972).</summary>
internal sealed class Knots
{
    private readonly IReadOnlyDictionary<string, HashSet<string>> _uses;
    private readonly Dictionary<string, int> _index = [];
    private readonly Dictionary<string, int> _low = [];
    private readonly Stack<string> _open = [];
    private readonly List<IReadOnlyList<string>> _found = [];

    private Knots(IReadOnlyDictionary<string, HashSet<string>> uses) => _uses = uses;

    /// <summary>Every knot, its folders in the order of the alphabet.</summary>
    /// <param name="uses">Which folders each folder uses.</param>
    public static IReadOnlyList<IReadOnlyList<string>> In(IReadOnlyDictionary<string, HashSet<string>> uses)
    {
        var search = new Knots(uses);
        foreach (var folder in uses.Keys.Order(StringComparer.Ordinal))
        {
            if (!search._index.ContainsKey(folder))
            {
                search.Visit(folder);
            }
        }

        return search._found;
    }

    private void Visit(string folder)
    {
        _index[folder] = _low[folder] = _index.Count;
        _open.Push(folder);
        foreach (var used in _uses.GetValueOrDefault(folder) ?? [])
        {
            if (!_index.TryGetValue(used, out var index))
            {
                Visit(used);
                _low[folder] = Math.Min(_low[folder], _low[used]);
            }
            else if (_open.Contains(used))
            {
                _low[folder] = Math.Min(_low[folder], index);
            }
        }

        if (_low[folder] == _index[folder])
        {
            Close(folder);
        }
    }

    private void Close(string folder)
    {
        var knot = new List<string>();
        string popped;
        do
        {
            knot.Add(popped = _open.Pop());
        }
        while (popped != folder);

        if (knot.Count > 1)
        {
            _found.Add([.. knot.Order(StringComparer.Ordinal)]);
        }
    }
}
