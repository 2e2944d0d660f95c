namespace Hall.Hub.Voice;

/// <summary>An announcement whose turn it is to sound.</summary>
/// <param name="Announcement">What is announced.</param>
/// <param name="Shortened">Whether it is late, so that only number and window are said.</param>
public sealed record SpokenAnnouncement(Announcement Announcement, bool Shortened);
