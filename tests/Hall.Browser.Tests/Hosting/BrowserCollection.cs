namespace Hall.Browser.Tests.Hosting;

/// <summary>The tests that share one browser and one hub; they use counters of their own, so they do not disturb each other.</summary>
[CollectionDefinition(nameof(BrowserFixture))]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
