namespace Hall.Hub.Voice;

/// <summary>A call that should be heard.</summary>
/// <param name="Sequence">Place in the hall's stream of announcements; grows.</param>
/// <param name="Number">Ticket number, such as <c>A012</c>.</param>
/// <param name="Counter">The number over the window.</param>
/// <param name="Zone">Code of the zone, which decides the loudspeakers.</param>
/// <param name="CalledAt">When it was called.</param>
/// <param name="Recall">Whether it was called before.</param>
public sealed record Announcement(long Sequence, string Number, string Counter, string Zone, DateTimeOffset CalledAt, bool Recall);
