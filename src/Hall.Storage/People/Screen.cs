using Hall.Storage.Sqlite;

namespace Hall.Storage.People;

/// <summary>A machine that shows one surface at one place. It proves itself by a cookie of which only the hash is kept.</summary>
public sealed class Screen : ISealedRow
{
    /// <summary>Random identifier.</summary>
    public string Id { get; set; } = "";

    /// <summary>What people call it, 1 to 60 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>The hall.</summary>
    public string Hall { get; set; } = "";

    /// <summary><c>kiosk</c>, <c>board</c>, <c>window</c> or <c>pad</c>.</summary>
    public string Surface { get; set; } = "";

    /// <summary>The kiosk, board or counter.</summary>
    public string Place { get; set; } = "";

    /// <summary>SHA-256 of the cookie's secret, hex.</summary>
    public string SecretHash { get; set; } = "";

    /// <summary>When it was enrolled, UTC.</summary>
    public DateTimeOffset EnrolledAt { get; set; }

    /// <summary>Staff number of the person who confirmed it.</summary>
    public string EnrolledBy { get; set; } = "";

    /// <summary>When it was shut out, UTC; null while it may show something.</summary>
    public DateTimeOffset? ShutOutAt { get; set; }

    /// <inheritdoc />
    public string? Seal { get; set; }

    /// <inheritdoc />
    public IReadOnlyList<object?> Sealed => ["screen", Id, Name, Hall, Surface, Place, SecretHash, EnrolledAt, EnrolledBy, ShutOutAt];

    /// <summary>Its page's address, without a slash at the end.</summary>
    public string Path => $"/{Hall}/{Surface}/{Place}";
}
