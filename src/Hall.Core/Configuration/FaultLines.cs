namespace Hall.Core.Configuration;

/// <summary>Finds the line of a path; a field that the file leaves out has the line of what it is missing from.</summary>
public sealed class FaultLines
{
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    /// <summary>Lines of a configuration that did not come from a file: all 0.</summary>
    public FaultLines() { }

    /// <summary>Lines of a file.</summary>
    public FaultLines(JsonOutline outline) => Add(outline, outline.Line);

    /// <summary>The line of a path, from 1; 0 where there is no file.</summary>
    public int Of(string path)
    {
        while (path.Length > 0)
        {
            if (_lines.TryGetValue(path, out var line))
            {
                return line;
            }

            path = path[..Math.Max(path.LastIndexOfAny(['.', '[']), 0)];
        }

        return _lines.GetValueOrDefault("");
    }

    private void Add(JsonOutline value, int line)
    {
        _lines.TryAdd(value.Path, line);
        foreach (var (_, nameLine, member) in value.Members)
        {
            Add(member, nameLine);
        }

        foreach (var item in value.Items)
        {
            Add(item, item.Line);
        }
    }
}
