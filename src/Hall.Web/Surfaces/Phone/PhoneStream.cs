using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Http;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Phone;

/// <summary>
/// The phone's own event stream. It looks once a second whether the hall has moved on instead of subscribing, so that five
/// hundred phones cost five hundred comparisons a second, not five hundred copies of every event.
/// </summary>
public static class PhoneStream
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>Writes until the phone leaves or the hall forgets the ticket.</summary>
    public static Task WriteAsync(HttpContext context, IHall hall, TicketId ticket, Words words, TimeProvider time) =>
        SseResponse.WriteAsync(context, stream => FollowAsync(stream, hall, ticket, words, time));

    private static async Task FollowAsync(SseResponse stream, IHall hall, TicketId ticket, Words words, TimeProvider time)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var (seen, sent, beat) = (-1L, "", 0);
        do
        {
            var version = hall.Snapshot.Version;
            if (version != seen || beat % 15 == 0)
            {
                seen = version;
                if (await PhoneVisit.FindAsync(hall, ticket, stream.Ended) is not { } visit)
                {
                    return;
                }

                var live = PhoneLive.Of(visit, words).ToJson();
                if (live != sent)
                {
                    sent = live;
                    stream.Event(live, "place");
                }
            }

            // A phone that hears nothing for some seconds says that it may be out of date.
            if (beat++ % 2 == 0)
            {
                stream.Event("1"u8, "beat");
            }

            await stream.FlushAsync();
        }
        while (await timer.WaitForNextTickAsync(stream.Ended));
    }
}
