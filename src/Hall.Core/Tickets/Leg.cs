using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>A stay at one counter. Each leg that was served can be rated once, whatever the number of services in it.</summary>
/// <param name="Number">From 1 within the visit.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Teller">The teller who called.</param>
/// <param name="CalledAt">When it was called, UTC.</param>
/// <param name="Served">Whether a service was started in it.</param>
/// <param name="EndedAt">When it ended, UTC; null while it lasts.</param>
/// <param name="Rating">The rating, if one was given.</param>
/// <param name="Reason">Why it was called; null when it was called back from being held, and in legs of older versions.</param>
/// <param name="Explained">Whether the rating came with a reason or a text, or one was given afterwards.</param>
public sealed record Leg(
    int Number, CounterId Counter, StaffNumber Teller, DateTimeOffset CalledAt, bool Served = false, DateTimeOffset? EndedAt = null,
    FeedbackLevel? Rating = null, CallReason? Reason = null, bool Explained = false);
