using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>
/// A service that a publication took out of the catalogue while known tickets carry it: what it was called, which papers it needs and
/// where it stood, and what the publication said becomes of those who wait for it.
/// </summary>
/// <param name="Service">The service as it was last offered.</param>
/// <param name="Becomes">The service that those who wait for it get instead; null when none was named.</param>
/// <param name="Ends">
/// Whether those who wait for it lose this matter; never together with <paramref name="Becomes"/>. Without either they are served on.
/// </param>
public sealed record WithdrawnService(Service Service, ServiceCode? Becomes = null, bool Ends = false);
