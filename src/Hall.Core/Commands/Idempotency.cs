namespace Hall.Core.Commands;

/// <summary>A wish that may come twice: the same key with the same body gets the first outcome again, for 24 h.</summary>
/// <param name="Scope">Name of the key that sent it and the path.</param>
/// <param name="Key">What the sender chose, 1 to 200 characters.</param>
/// <param name="BodyHash">SHA-256 of the body; another body under the same key is refused.</param>
public sealed record Idempotency(string Scope, string Key, string BodyHash);
