using Hall.Core.Engine;
using Hall.Core.Identifiers;
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
    public static async Task WriteAsync(HttpContext context, IHall hall, TicketId ticket, Words words, TimeProvider time)
    {
        var gone = context.RequestAborted;
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            var (seen, sent, beat) = (-1L, "", 0);
            do
            {
                var version = hall.Snapshot.Version;
                if (version != seen || beat % 15 == 0)
                {
                    seen = version;
                    if (await PhoneVisit.FindAsync(hall, ticket, gone) is not { } visit)
                    {
                        return;
                    }

                    var live = PhoneLive.Of(visit, words).ToJson();
                    if (live != sent)
                    {
                        sent = live;
                        await context.Response.WriteAsync($"event: place\ndata: {live}\n\n", gone);
                    }
                }

                // A phone that hears nothing for some seconds says that it may be out of date.
                if (beat++ % 2 == 0)
                {
                    await context.Response.WriteAsync("event: beat\ndata: 1\n\n", gone);
                }

                await context.Response.Body.FlushAsync(gone);
            }
            while (await timer.WaitForNextTickAsync(gone));
        }
        catch (OperationCanceledException)
        {
            // The phone left, or the hub stops.
        }
    }
}
