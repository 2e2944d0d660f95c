namespace Hall.Web.Surfaces.Configuration;

/// <summary>What the publisher decided.</summary>
/// <param name="Why">The reason.</param>
/// <param name="At">When, UTC; null for now.</param>
/// <param name="Gone">Services that go, each with the one that its tickets get; null where they end. Who is not named keeps the
/// place.</param>
/// <param name="CloseCounters">Whether counters that go and are free are closed at once; else each closes when its teller leaves.</param>
public sealed record PublishOrder(string Why, DateTimeOffset? At, IReadOnlyDictionary<string, string?> Gone, bool CloseCounters);
