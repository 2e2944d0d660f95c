namespace Hall.Storage.Hosting;

/// <summary>Where the files of a hub lie, and how patient their writers are.</summary>
public record StorageOptions
{
    /// <summary>Folder of the databases, the keys, the cached voice and the backups; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>How long a change of accounts or cases waits for another program that holds the file; whole seconds, at least 1.</summary>
    public int StorePatienceSeconds { get; init; } = 5;
}
