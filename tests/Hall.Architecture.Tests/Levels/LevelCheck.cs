namespace Hall.Architecture.Tests.Levels;

/// <summary>
/// Compares the code with the tables. Every fault is a sentence that names what uses what, where both stand, and the row to change.
/// </summary>
internal sealed class LevelCheck
{
    private const string UseTable = "| project | may use |";
    private const string LevelTable = "| project | level | folders | what |";
    private const string SidewaysTable = "| project | from | to | why |";
    private const int MostSteps = 12;

    private readonly LevelTables _tables;
    private readonly CodeMap _code;
    private readonly Dictionary<Place, int> _levels = [];
    private readonly HashSet<(string, string, string)> _sideways;
    private readonly Dictionary<string, HashSet<string>> _knots;
    private readonly List<string> _faults = [];

    private LevelCheck(LevelTables tables, CodeMap code)
    {
        (_tables, _code) = (tables, code);
        _sideways = [.. tables.Sideways.Select(row => (row.Project, row.From, row.To))];
        _knots = tables.Knots.GroupBy(row => row.Project)
            .ToDictionary(rows => rows.Key, rows => rows.SelectMany(row => row.Folders).ToHashSet());
    }

    /// <summary>Every fault; none when code and tables say the same.</summary>
    public static IReadOnlyList<string> Faults(LevelTables tables, CodeMap code)
    {
        var check = new LevelCheck(tables, code);
        check.CheckProjects();
        check.CheckRows();
        check.CheckFolders();
        check.CheckEdges();
        check.CheckSideways();
        check.CheckKnots();
        return check._faults;
    }

    private void CheckProjects()
    {
        var uses = _tables.Uses.ToDictionary(row => row.Project, row => row.MayUse);
        foreach (var project in Projects.Where(project => !uses.ContainsKey(project)))
        {
            _faults.Add($"The project {project} has no row in the table {UseTable}. Add one that says which projects it may use.");
        }

        foreach (var row in _tables.Uses.Where(row => !Projects.Contains(row.Project)))
        {
            _faults.Add($"The row | {row.Project} | … | of the table {UseTable} names a project that does not exist. Take it out.");
        }

        foreach (var (from, to) in _code.References.Where(reference => !MayUse(reference.From, reference.To)))
        {
            _faults.Add($"{from}.csproj refers to {to}, which {from} may not use. "
                + $"Take the reference out, or add {to} to the row | {from} | … | of the table {UseTable}.");
        }

        foreach (var edges in _code.Edges.Where(edge => edge.From.Project != edge.To.Project)
            .Where(edge => !MayUse(edge.From.Project, edge.To.Project)).GroupBy(edge => (edge.From, edge.To)))
        {
            var (from, to) = (edges.Key.From.Project, edges.Key.To.Project);
            _faults.Add($"{Told(edges)}, but {from} may not use {to}. "
                + $"Put what is used into a project that both may use, or add {to} to the row | {from} | … | of the table {UseTable}.");
        }

        bool MayUse(string from, string to) => uses.TryGetValue(from, out var may) && may.Contains(to);
    }

    private void CheckRows()
    {
        foreach (var row in _tables.Levels)
        {
            foreach (var place in row.Folders.Select(folder => new Place(row.Project, folder)))
            {
                if (!_levels.TryAdd(place, row.Level))
                {
                    _faults.Add($"{place} stands in the row {RowOf(place)} and in the row | {row.Project} | {row.Level} |. Keep one.");
                }
                else if (!_code.Folders.Contains(place))
                {
                    _faults.Add($"The row {RowOf(place)} names {place.Folder}, which holds no sources. Take it out of the row.");
                }
            }
        }
    }

    private void CheckFolders()
    {
        foreach (var project in Projects.Where(project => !HasLevels(project) && !_knots.ContainsKey(project)))
        {
            _faults.Add($"The project {project} has no row in the table {LevelTable}. Add one for each level.");
        }

        foreach (var place in _code.Folders.Where(place => HasLevels(place.Project) && !_levels.ContainsKey(place)))
        {
            var lowest = _code.Edges.Where(edge => edge.From == place && IsWithin(edge))
                .Select(edge => _levels.GetValueOrDefault(edge.To, -1)).DefaultIfEmpty(-1).Max() + 1;
            _faults.Add($"{place} stands in no row of the table {LevelTable}. "
                + $"By what it uses its level is at least {lowest}: add it to the row | {place.Project} | {lowest} | or to a higher one.");
        }
    }

    private void CheckEdges()
    {
        foreach (var edges in _code.Edges.Where(IsWithin).GroupBy(edge => (edge.From, edge.To)))
        {
            var (from, to) = edges.Key;
            if (!_levels.TryGetValue(from, out var own) || !_levels.TryGetValue(to, out var used) || used < own || IsAllowed(from, to))
            {
                continue;
            }

            _faults.Add(used > own
                ? $"{Told(edges)}, which is upwards: level {own} may not use level {used}. Move one of them, "
                    + $"or change the row {RowOf(from)} that holds {from.Folder} or the row {RowOf(to)} that holds {to.Folder}."
                : $"{Told(edges)}, and both stand on level {own}. Move one of them, change the row {RowOf(from)}, "
                    + $"or say why in a row | {from.Project} | {from.Folder} | {to.Folder} | … | of the table {SidewaysTable}.");
        }
    }

    private bool IsAllowed(Place from, Place to) => _sideways.Contains((from.Project, from.Folder, to.Folder))
        || (_knots.TryGetValue(from.Project, out var knot) && knot.Contains(from.Folder) && knot.Contains(to.Folder));

    private void CheckSideways()
    {
        foreach (var row in _tables.Sideways)
        {
            var (from, to) = (new Place(row.Project, row.From), new Place(row.Project, row.To));
            var told = $"The row | {row.Project} | {row.From} | {row.To} | … | of the table {SidewaysTable}";
            if (!_code.Edges.Any(edge => edge.From == from && edge.To == to))
            {
                _faults.Add($"{told} allows what nothing does. Take it out.");
            }
            else if (_levels.GetValueOrDefault(from, -1) != _levels.GetValueOrDefault(to, -1))
            {
                _faults.Add($"{told} names folders of two levels, and is for folders of one. Take it out.");
            }
        }
    }

    private void CheckKnots()
    {
        foreach (var project in Projects.Union(_knots.Keys))
        {
            var allowed = _knots.GetValueOrDefault(project) ?? [];
            var knots = Knots.In(_code.Edges.Where(edge => edge.From.Project == project && IsWithin(edge))
                .GroupBy(edge => edge.From.Folder)
                .ToDictionary(edges => edges.Key, edges => edges.Select(edge => edge.To.Folder).ToHashSet()));
            foreach (var knot in knots.Where(knot => !knot.All(allowed.Contains)))
            {
                var newcomers = allowed.Count == 0 ? ""
                    : $" Not in the row {KnotRowOf(project)}: {string.Join(", ", knot.Except(allowed))}; that row only ever gets shorter.";
                _faults.Add($"Folders of {project} reach each other: {string.Join(", ", knot)}.{newcomers} "
                    + $"Cut one of these: {string.Join("; ", Steps(project, knot))}.");
            }

            var free = allowed.Except(knots.SelectMany(knot => knot)).Order(StringComparer.Ordinal).ToList();
            if (free.Count > 0)
            {
                _faults.Add($"The row {KnotRowOf(project)} is longer than necessary: {string.Join(", ", free)} "
                    + "reach each other no more. Take them out of the row.");
            }
        }
    }

    private IEnumerable<string> Steps(string project, IReadOnlyList<string> knot) => _code.Edges
        .Where(edge => edge.From.Project == project && IsWithin(edge))
        .Where(edge => knot.Contains(edge.From.Folder) && knot.Contains(edge.To.Folder))
        .GroupBy(edge => (edge.From, edge.To)).Select(Told).Take(MostSteps);

    private IEnumerable<string> Projects => _code.Folders.Select(place => place.Project).Distinct();

    private static bool IsWithin(Edge edge) => edge.From.Project == edge.To.Project && edge.From != edge.To;

    private bool HasLevels(string project) => _tables.Levels.Any(row => row.Project == project);

    private string RowOf(Place place) => $"| {place.Project} | {_levels[place]} |";

    private static string KnotRowOf(string project) => $"| {project} | … | of the table | project | knot today |";

    private static string Told(IEnumerable<Edge> edges)
    {
        var all = edges.Distinct().ToList();
        var more = all.Count > 1 ? $" (and {all.Count - 1} more between these folders)" : "";
        return $"{all[0].FromName} in {all[0].From} uses {all[0].ToName} in {all[0].To}{more}";
    }
}
