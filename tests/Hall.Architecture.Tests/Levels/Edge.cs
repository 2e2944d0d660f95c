namespace Hall.Architecture.Tests.Levels;

/// <summary>A folder of a project.</summary>
/// <param name="Project">The project.</param>
/// <param name="Folder">The path below it with forward slashes, <c>.</c> for the project's own folder.</param>
internal readonly record struct Place(string Project, string Folder)
{
    /// <inheritdoc />
    public override string ToString() => Folder == "." ? $"{Project} (its own folder)" : $"{Project}/{Folder}";
}

/// <summary>One thing of ours that uses another.</summary>
/// <param name="From">Where the one stands.</param>
/// <param name="FromName">Its type, or its file.</param>
/// <param name="To">Where the other stands.</param>
/// <param name="ToName">Its type, or its namespace.</param>
internal sealed record Edge(Place From, string FromName, Place To, string ToName);

/// <summary>A project that names another in its project file.</summary>
internal sealed record Reference(string From, string To);

/// <summary>What was found in the sources and the built assemblies.</summary>
/// <param name="Folders">Every folder of every project that holds sources.</param>
/// <param name="References">Every reference between projects.</param>
/// <param name="Edges">Every use across folders.</param>
internal sealed record CodeMap(IReadOnlyList<Place> Folders, IReadOnlyList<Reference> References, IReadOnlyList<Edge> Edges);
