namespace Hall.Hub.Configurations;

/// <summary>Adds a row to the audit about a publication that is ordered for a time.</summary>
/// <param name="actor">Who.</param>
/// <param name="kind">One of <see cref="Audit.AuditKind"/>.</param>
/// <param name="hall">Which hall.</param>
/// <param name="detail">What was ordered or taken back.</param>
public delegate Task NoteOrderAsync(string actor, string kind, string hall, string detail);
