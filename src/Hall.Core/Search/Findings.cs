using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Search;

/// <summary>What a matter was found by.</summary>
public enum WordKind
{
    /// <summary>A word that people use for it.</summary>
    Everyday,

    /// <summary>Its official name.</summary>
    Name,

    /// <summary>Its code, or the initials that its hall wrote down.</summary>
    Code,

    /// <summary>A paper that has to be brought.</summary>
    Paper,
}

/// <summary>What a search should know beside what was typed.</summary>
public sealed record SearchContext
{
    /// <summary>The language of the page; words of it come first.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>Zones with an open counter: their matters come first among equals; null when nobody knows.</summary>
    public IReadOnlySet<ZoneCode>? OpenZones { get; init; }

    /// <summary>How often each matter was taken, in any one span of time; empty when nobody knows.</summary>
    public IReadOnlyDictionary<ServiceCode, int> Taken { get; init; } = new Dictionary<ServiceCode, int>();

    /// <summary>Which matters may be found; null for all.</summary>
    public Func<Service, bool>? Among { get; init; }
}

/// <summary>A matter that was found, and why.</summary>
/// <param name="Service">The matter.</param>
/// <param name="Word">The word or name that was met, whole.</param>
/// <param name="Kind">What that is.</param>
/// <param name="Start">Where in <paramref name="Word"/> the met part begins, in chars.</param>
/// <param name="Length">How long the met part is, in chars.</param>
/// <param name="IsSimilar">Whether it is only like what was typed: a typing error, the same sound, or a part of it.</param>
/// <param name="Score">How good it is; the order of the findings, of no meaning across queries.</param>
public sealed record Finding(Service Service, string Word, WordKind Kind, int Start, int Length, bool IsSimilar, double Score);

/// <summary>What was found, the best first.</summary>
/// <param name="All">Every matter that fits.</param>
public sealed record Findings(IReadOnlyList<Finding> All)
{
    /// <summary>Nothing.</summary>
    public static Findings None { get; } = new([]);

    /// <summary>Whether all that was found is only like what was typed.</summary>
    public bool AreSimilar => All.Count > 0 && All[0].IsSimilar;

    /// <summary>The part of the best finding's word that was met, such as 社保卡 for SBK; null when nothing was found.</summary>
    public string? Understood => All is [var best, ..] ? best.Word.Substring(best.Start, best.Length) : null;

    /// <summary>How many more there are than are shown.</summary>
    /// <param name="shown">How many are shown.</param>
    public int Beyond(int shown) => Math.Max(0, All.Count - shown);
}
