using System.Text.Json.Serialization;
using Hall.Core.Commands;
using Hall.Core.Identifiers;

namespace Hall.Hub.Configurations;

/// <summary>A configuration that is to take effect later.</summary>
/// <param name="Due">When, UTC.</param>
/// <param name="By">Staff number of who ordered it.</param>
/// <param name="Why">The reason given.</param>
/// <param name="Before">The JSON that was in force when it was ordered.</param>
/// <param name="Text">Its own JSON.</param>
/// <param name="Gone">Services that go, each with the one that its tickets get; null where they end.</param>
/// <param name="CloseCounters">Whether counters that go and are free are closed then; else each closes when its teller leaves.</param>
/// <param name="Failed">Why it could not be published, as a key of the words; null when it has not been tried or may still succeed.</param>
public sealed record ScheduledPublication(
    DateTimeOffset Due, string By, string Why, string Before, string Text, IReadOnlyDictionary<string, string?> Gone, bool CloseCounters = false, string? Failed = null)
{
    /// <summary>What becomes of tickets, as the command wants it.</summary>
    [JsonIgnore]
    public IEnumerable<GoneService> GoneServices => Gone.Select(pair => new GoneService(new(pair.Key), pair.Value is { } to ? new ServiceCode(to) : null));

    /// <summary>What the audit keeps of it: when, why, and the answers about tickets and counters.</summary>
    [JsonIgnore]
    public string Story => string.Join("; ", (string[])
    [
        $"{Due:O}: {Why}", .. Gone.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value is { } to ? $"{pair.Key} becomes {to}" : $"{pair.Key} ends"),
        .. CloseCounters ? ["free counters that go are closed"] : Array.Empty<string>(),
    ]);
}
