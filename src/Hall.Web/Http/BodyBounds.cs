using Hall.Hub.Identity;

namespace Hall.Web.Http;

/// <summary>Something that may be larger than the usual body.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Bytes">The most that is taken of it.</param>
/// <param name="Address">The address that takes it as a body; null for what comes in pieces through a page's circuit.</param>
public sealed record BodyBound(string Name, long Bytes, PathString? Address = null)
{
    /// <summary>The bound in whole MB of 1,048,576 bytes.</summary>
    public long Megabytes => Bytes / (1024 * 1024);
}

/// <summary>How much the hub takes from anybody at once. Every address takes <see cref="Usual"/>; what takes more stands here and nowhere
/// else.</summary>
public static class BodyBounds
{
    /// <summary>The most that a request may carry, however it says so: 64 KiB.</summary>
    public const int Usual = 64 * 1024;

    private const int Kilobyte = 1024;
    private const int Megabyte = 1024 * Kilobyte;

    /// <summary>The photograph of an account.</summary>
    public static readonly BodyBound Photo = new("photo", AccountService.MostPhotoBytes);

    /// <summary>A hall file that is read into a draft.</summary>
    public static readonly BodyBound Configuration = new("configuration", 4 * Megabyte);

    /// <summary>A workbook or a table of people, rosters or the past.</summary>
    public static readonly BodyBound Spreadsheet = new("spreadsheet", 8 * Megabyte, "/setup/sheet");

    /// <summary>A page's circuit where no WebSocket comes through: several of its messages, of 32 KiB each, go in one request.</summary>
    public static readonly BodyBound Circuit = new("circuit", 256 * Kilobyte, "/_blazor");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BodyBound> Larger { get; } = [Photo, Configuration, Spreadsheet, Circuit];

    /// <summary>The largest of them, bytes.</summary>
    public static int Largest { get; } = (int)Larger.Max(bound => bound.Bytes);

    /// <summary>The most that an address takes, bytes.</summary>
    public static long Of(PathString path) =>
        Larger.FirstOrDefault(bound => bound.Address is { } address && path.StartsWithSegments(address))?.Bytes ?? Usual;
}
