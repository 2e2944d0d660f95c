namespace Hall.Storage.Hosting;

/// <summary>The hub cannot start, for a reason that a person can mend; the message says what and how.</summary>
public sealed class HubStartException(string message, Exception? inner = null) : Exception(message, inner);
